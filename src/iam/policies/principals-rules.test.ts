import { expect, test } from 'vitest'
import { parseStoredPolicy } from '../../standards/iam-policy/parse-policy.ts'
import { adviceOn, classifyPrincipal, principalsIn } from './principals-rules.ts'

const account = '123456789012'
const iam = `arn:aws:iam::${account}`

test.each([
  ['*', { kind: 'anyone' }],
  [account, { kind: 'account', account }],
  [`${iam}:root`, { kind: 'account', account }],
  [`arn:aws:sts::${account}:assumed-role/ci/build`, { kind: 'account', account }],
  [`arn:aws:sts::${account}:federated-user/guest`, { kind: 'account', account }],
  [`${iam}:user/team/ada`, { kind: 'identity', arn: `${iam}:user/team/ada` }],
  [`${iam}:role/ci`, { kind: 'identity', arn: `${iam}:role/ci` }],
  [`${iam}:user/root`, { kind: 'identity', arn: `${iam}:user/root` }],
  ['AIDAQAAAAAAAAAAAAAAAA', { kind: 'id', id: 'AIDAQAAAAAAAAAAAAAAAA' }],
  ['AROAQAAAAAAAAAAAAAAAA', { kind: 'id', id: 'AROAQAAAAAAAAAAAAAAAA' }],
  [`arn:aws-cn:iam::${account}:root`, { kind: 'unknown' }],
  [`arn:aws-cn:iam::${account}:user/ada`, { kind: 'unknown' }],
  [`${iam}:group/devs`, { kind: 'unknown' }],
])('the principal %s is classified as %j', (name, expected) => {
  expect(classifyPrincipal({ type: 'AWS', name })).toEqual(expected)
})

test('services and identity providers are in no account', () => {
  const service = 'codebuild.amazonaws.com'
  expect(classifyPrincipal({ type: 'Service', name: service })).toEqual({ kind: 'service', service })
  expect(classifyPrincipal({ type: 'Federated', name: 'accounts.google.com' })).toEqual({ kind: 'outsider' })
})

test('the operator is advised to add a missing account or service, but not a missing user or role', () => {
  expect(adviceOn({ kind: 'account', account })).toContain(`ecrd account create ${account}`)
  expect(adviceOn({ kind: 'service', service: 'foo.example.com' })).toContain('--service-principals')
  expect(adviceOn({ kind: 'identity', arn: `${iam}:user/ada` })).toBeUndefined()
})

test('principalsIn lists each principal in all statements of a policy once', () => {
  const statement = { Effect: 'Allow', Action: 'ecr:*' }
  const policy = parseStoredPolicy(
    JSON.stringify({
      Statement: [
        { ...statement, Principal: { AWS: [account, `${iam}:user/ada`] } },
        { ...statement, Effect: 'Deny', NotPrincipal: { AWS: [`${iam}:user/ada`] } },
        { ...statement, Principal: '*' },
      ],
    }),
    'repository',
  )
  expect(principalsIn(policy).map(({ name }) => name)).toEqual([account, `${iam}:user/ada`, '*'])
})
