import { describe, expect, test } from 'vitest'
import { type AccessRequest, contextOf, type Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { parsePolicy } from './parse-policy.ts'
import { remedyFor } from './remedy.ts'

const account = '123456789012'
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`
const role = `arn:aws:iam::${account}:role/ci`
const user: Principal = { kind: 'user', arn: `arn:aws:iam::${account}:user/amar`, account, userId: 'AIDAAMAR' }
const root: Principal = { kind: 'root', arn: `arn:aws:iam::${account}:root`, account }
const session: Principal = {
  kind: 'role-session',
  arn: `arn:aws:sts::${account}:assumed-role/ci/build`,
  account,
  roleArn: role,
  roleId: 'AROACI',
}
const guest: Principal = {
  kind: 'federated-user',
  arn: `arn:aws:sts::${account}:federated-user/guest`,
  account,
  userArn: `arn:aws:iam::${account}:user/amar`,
  userId: 'AIDAAMAR',
}
const stranger: Principal = {
  kind: 'user',
  arn: 'arn:aws:iam::999999999999:user/carlos',
  account: '999999999999',
  userId: 'AIDACARLOS',
}
const service: Principal = { kind: 'service', service: 'codebuild.amazonaws.com' }

const grammars = { identity: 'identity', boundary: 'identity', session: 'session', trust: 'trust' } as const

function attach(kind: PolicyKind, ...statements: readonly object[]): AttachedPolicy {
  const text = JSON.stringify({ Version: '2012-10-17', Statement: statements })
  const parsed = parsePolicy(text, kind === 'resource' ? 'repository' : grammars[kind])
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind, attachedTo: 'it', name: kind, policy: compilePolicy(parsed) }
}

const allow = { Effect: 'Allow', Action: 'ecr:PutImage', Resource: '*' }
const deny = { ...allow, Effect: 'Deny' }
const aboutOthers = { ...allow, Action: 'ecr:BatchGetImage' }
const grantTo = (principal: unknown, Effect = 'Allow') => ({ Effect, Principal: principal, Action: 'ecr:PutImage' })

function remedy(principal: Principal, policies: readonly AttachedPolicy[], asked: Partial<AccessRequest> = {}) {
  const request = { action: 'ecr:PutImage', resource: repository, resourceAccount: account, context: contextOf({}) }
  const { removed, added } = remedyFor(policies, { ...request, principal, ...asked })
  return { removed: removed.map(({ policy, statement }) => `${policy.kind} ${statement}`), added }
}

const identity = attach('identity', allow)

describe('the remedy adds a statement that allows', () => {
  test.each<[string, Principal, readonly AttachedPolicy[], readonly PolicyKind[]]>([
    ['nowhere for root in its own account', root, [], []],
    ['nowhere when the request is allowed', user, [identity], []],
    ['to the policies of the identity', user, [attach('identity', aboutOthers)], ['identity']],
    ['to the permissions boundary', user, [identity, attach('boundary', aboutOthers)], ['boundary']],
    ['to the session policy', session, [identity, attach('session', aboutOthers)], ['session']],
    [
      'to the identity, the boundary and the session when none of them allows',
      session,
      [attach('boundary', aboutOthers), attach('session', aboutOthers)],
      ['identity', 'boundary', 'session'],
    ],
    ['to the session policy that a federated user lacks', guest, [identity], ['session']],
    ['to the identity and the resource between accounts', stranger, [], ['identity', 'resource']],
    ['to the resource between accounts when the identity allows', stranger, [identity], ['resource']],
    [
      'to the identity between accounts when the resource allows',
      stranger,
      [attach('resource', grantTo('*'))],
      ['identity'],
    ],
    ['to the resource for a service', service, [], ['resource']],
  ])('%s', (_, principal, policies, added) => {
    expect(remedy(principal, policies)).toEqual({ removed: [], added })
  })

  test('to the trust policy of a role, and to the identity where the role trusts the account', () => {
    const asked = { action: 'sts:AssumeRole', resource: role }
    const trust = (name: string) =>
      attach('trust', { Effect: 'Allow', Principal: { AWS: name }, Action: 'sts:AssumeRole' })
    expect(remedy(user, [trust(stranger.arn)], asked)).toEqual({ removed: [], added: ['trust'] })
    expect(remedy(user, [trust(account)], asked)).toEqual({ removed: [], added: ['identity'] })
    expect(remedy(stranger, [trust(account)], asked)).toEqual({ removed: [], added: ['identity', 'trust'] })
  })
})

describe('the remedy for a Deny', () => {
  test('removes every statement that denies', () => {
    const policies = [attach('identity', allow, deny, deny), attach('resource', grantTo('*', 'Deny'))]
    expect(remedy(user, policies)).toEqual({ removed: ['identity 1', 'identity 2', 'resource 0'], added: [] })
  })

  test('also adds a statement that allows when none does', () => {
    expect(remedy(user, [attach('identity', deny)])).toEqual({ removed: ['identity 0'], added: ['identity'] })
  })

  test('adds nothing when another statement of the same policy allows', () => {
    const policy = attach('resource', grantTo({ AWS: user.arn }), grantTo('*', 'Deny'))
    expect(remedy(user, [policy])).toEqual({ removed: ['resource 1'], added: [] })
  })
})
