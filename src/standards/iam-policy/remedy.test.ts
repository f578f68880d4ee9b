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

describe('a statement that allows is lacking', () => {
  test.each<[string, Principal, readonly AttachedPolicy[], readonly PolicyKind[]]>([
    ['nowhere, for root in its account', root, [], []],
    ['nowhere, where it is allowed', user, [identity], []],
    ["in the identity's policies", user, [attach('identity', aboutOthers)], ['identity']],
    ['in the boundary', user, [identity, attach('boundary', aboutOthers)], ['boundary']],
    ['in the session policy', session, [identity, attach('session', aboutOthers)], ['session']],
    [
      'in all three',
      session,
      [attach('boundary', aboutOthers), attach('session', aboutOthers)],
      ['identity', 'boundary', 'session'],
    ],
    ['in the session policy that a federated user has none of', guest, [identity], ['session']],
    ['on both sides, between accounts', stranger, [], ['identity', 'resource']],
    ["in the resource's policy, between accounts", stranger, [identity], ['resource']],
    ["in the identity's policies, between accounts", stranger, [attach('resource', grantTo('*'))], ['identity']],
    ["in the resource's policy, for a service", service, [], ['resource']],
  ])('%s', (_, principal, policies, added) => {
    expect(remedy(principal, policies)).toEqual({ removed: [], added })
  })

  test('in the trust policy of a role, and where it trusts the account, in that of the identity', () => {
    const asked = { action: 'sts:AssumeRole', resource: role }
    const trust = (name: string) =>
      attach('trust', { Effect: 'Allow', Principal: { AWS: name }, Action: 'sts:AssumeRole' })
    expect(remedy(user, [trust(stranger.arn)], asked)).toEqual({ removed: [], added: ['trust'] })
    expect(remedy(user, [trust(account)], asked)).toEqual({ removed: [], added: ['identity'] })
    expect(remedy(stranger, [trust(account)], asked)).toEqual({ removed: [], added: ['identity', 'trust'] })
  })
})

describe('a statement that denies', () => {
  test('has to go, each of them', () => {
    const policies = [attach('identity', allow, deny, deny), attach('resource', grantTo('*', 'Deny'))]
    expect(remedy(user, policies)).toEqual({ removed: ['identity 1', 'identity 2', 'resource 0'], added: [] })
  })

  test('is not all, where nothing allows either', () => {
    expect(remedy(user, [attach('identity', deny)])).toEqual({ removed: ['identity 0'], added: ['identity'] })
  })

  test('hides none that allows, in the same policy', () => {
    const policy = attach('resource', grantTo({ AWS: user.arn }), grantTo('*', 'Deny'))
    expect(remedy(user, [policy])).toEqual({ removed: ['resource 1'], added: [] })
  })
})
