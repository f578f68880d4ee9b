import { describe, expect, test } from 'vitest'
import { type AccessRequest, contextOf, type Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { denialReason } from './denial-reason.ts'
import { evaluate } from './evaluate.ts'
import type { Grammar } from './grammar.ts'
import { parsePolicy } from './parse-policy.ts'

const account = '123456789012'
const foreignAccount = '999999999999'
const repository = `arn:aws:ecr:eu-west-1:${account}:repository/team/app`

const user = {
  kind: 'user',
  arn: `arn:aws:iam::${account}:user/dev/amar`,
  account,
  userId: 'AIDAAMARAMARAMARAMAR1',
} satisfies Principal
const roleSession = {
  kind: 'role-session',
  arn: `arn:aws:sts::${account}:assumed-role/ci/build-7`,
  account,
  roleArn: `arn:aws:iam::${account}:role/path/ci`,
  roleId: 'AROACICICICICICICICI1',
} satisfies Principal
const federatedUser = {
  kind: 'federated-user',
  arn: `arn:aws:sts::${account}:federated-user/guest`,
  account,
  userArn: user.arn,
  userId: user.userId,
} satisfies Principal
const root = { kind: 'root', arn: `arn:aws:iam::${account}:root`, account } satisfies Principal
const service = { kind: 'service', service: 'codebuild.amazonaws.com' } satisfies Principal
const anonymous = { kind: 'anonymous' } satisfies Principal
const provider = { kind: 'identity-provider', provider: 'token.actions.githubusercontent.com' } satisfies Principal
const stranger = {
  kind: 'user',
  arn: `arn:aws:iam::${foreignAccount}:user/carlos`,
  account: foreignAccount,
  userId: 'AIDACARLOSCARLOSCAR01',
} satisfies Principal
const strangersRoot = {
  kind: 'root',
  arn: `arn:aws:iam::${foreignAccount}:root`,
  account: foreignAccount,
} satisfies Principal

const grammars: Readonly<Record<PolicyKind, Grammar>> = {
  identity: 'identity',
  boundary: 'identity',
  session: 'session',
  resource: 'repository',
  trust: 'trust',
}

function attach(kind: PolicyKind, ...statements: readonly object[]): AttachedPolicy {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }), grammars[kind])
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind, attachedTo: repository, name: kind, policy: compilePolicy(parsed) }
}

const pull = 'ecr:BatchGetImage'
const allow = { Effect: 'Allow', Action: pull, Resource: '*' }
const deny = { Effect: 'Deny', Action: pull, Resource: '*' }
const allowOther = { ...allow, Action: 'ecr:PutImage' }
const grant = (principal: unknown) => attach('resource', { Effect: 'Allow', Principal: principal, Action: 'ecr:*' })
const refuse = (principal: unknown) => attach('resource', { Effect: 'Deny', Principal: principal, Action: 'ecr:*' })
const byName = (name: string) => ({ AWS: name })

function ask(principal: Principal, ...policies: readonly AttachedPolicy[]): string {
  const request: AccessRequest = {
    action: pull,
    resource: repository,
    resourceAccount: account,
    principal,
    context: contextOf({}),
  }
  const evaluation = evaluate(policies, request)
  return evaluation.decision === 'allowed' ? 'allowed' : denialReason(evaluation)
}

const noIdentity = `because no identity-based policy allows the ${pull} action`
const noResource = `because no resource-based policy allows the ${pull} action`
const noBoundary = `because no permissions boundary allows the ${pull} action`
const noSession = `because no session policy allows the ${pull} action`
const noTrust = `because no role trust policy allows the ${pull} action`

describe('within an account', () => {
  test.each<[string, Principal, readonly AttachedPolicy[], string]>([
    ['nothing is allowed by default', user, [], noIdentity],
    ['a statement about something else allows nothing', user, [attach('identity', allowOther)], noIdentity],
    ["the identity's policy is enough", user, [attach('identity', allow)], 'allowed'],
    ["the resource's policy is enough", user, [grant(byName(user.arn))], 'allowed'],
    ['a user is known by its id', user, [grant(byName(user.userId))], 'allowed'],
    ['another user of the name is not', { ...user, userId: 'AIDA2' }, [grant(byName(user.userId))], noIdentity],
    ['everyone is the caller too', user, [grant('*')], 'allowed'],
    ['another is not', user, [grant(byName(`arn:aws:iam::${account}:user/amar`))], noIdentity],
    ['root has full access', root, [], 'allowed'],
    ['a service may do what the resource says', service, [grant({ Service: service.service })], 'allowed'],
    ['and nothing else', service, [grant({ Service: 'lambda.amazonaws.com' })], noResource],
    ['an account is not a service', service, [grant(byName(account))], noResource],
    ['an anonymous caller may do what everyone may', anonymous, [grant('*')], 'allowed'],
    ['an anonymous caller has no account', anonymous, [grant(byName(account))], noResource],
  ])('%s', (_, principal, policies, expected) => {
    expect(ask(principal, ...policies)).toBe(expected)
  })

  test.each([account, `arn:aws:iam::${account}:root`])('what %s is granted, its own policies must hand on', (name) => {
    expect(ask(user, grant(byName(name)))).toBe(noIdentity)
    expect(ask(user, grant(byName(name)), attach('identity', allow))).toBe('allowed')
    expect(ask(root, grant(byName(name)))).toBe('allowed')
  })
})

describe('an explicit deny', () => {
  const all = [attach('identity', allow), grant('*'), attach('boundary', allow), attach('session', allow)]

  test.each<[string, AttachedPolicy]>([
    ['with an explicit deny in an identity-based policy', attach('identity', allow, deny)],
    ['with an explicit deny in a resource-based policy', refuse(byName(user.arn))],
    ['with an explicit deny in a permissions boundary', attach('boundary', deny)],
    ['with an explicit deny in a session policy', attach('session', deny)],
  ])('%s', (reason, policy) => {
    expect(ask(user, ...all)).toBe('allowed')
    expect(ask(user, ...all, policy)).toBe(reason)
    expect(ask(user, policy, ...all)).toBe(reason)
  })

  test('for an account is for all in it', () => {
    expect(ask(user, ...all, refuse(byName(account)))).toBe('with an explicit deny in a resource-based policy')
    expect(ask(stranger, ...all, refuse(byName(account)))).toBe('allowed')
  })

  test('of a resource binds even root', () => {
    expect(ask(root, refuse('*'))).toBe('with an explicit deny in a resource-based policy')
  })
})

/** The table "Resource-based policies and implicit denies in other policy types (same account)" of the evaluation logic. */
describe('what a resource grants, beside an implicit deny', () => {
  const boundary = attach('boundary', allowOther)
  const session = attach('session', allowOther)

  test.each<[string, Principal, string, readonly AttachedPolicy[], string]>([
    ['to a role is limited by a boundary', roleSession, roleSession.roleArn, [boundary], noBoundary],
    ['to a role is limited by a session policy', roleSession, roleSession.roleArn, [session], noSession],
    ['to a role needs no policy of the role', roleSession, roleSession.roleArn, [], 'allowed'],
    ['to a role is known by its id', roleSession, roleSession.roleId, [], 'allowed'],
    ['to a role session is not limited', roleSession, roleSession.arn, [boundary, session], 'allowed'],
    ['to everyone is not limited', roleSession, '*', [boundary, session], 'allowed'],
    ['to a user is not limited', user, user.arn, [boundary], 'allowed'],
    ['to a federated user is not limited', federatedUser, federatedUser.arn, [boundary, session], 'allowed'],
    [
      'to the user behind one is limited by a boundary',
      federatedUser,
      user.arn,
      [boundary, attach('session', allow)],
      noBoundary,
    ],
    ['to the user behind one is limited by a session policy', federatedUser, user.arn, [session], noSession],
  ])('%s', (_, principal, name, policies, expected) => {
    expect(ask(principal, grant(byName(name)), ...policies)).toBe(expected)
  })
})

describe('limits', () => {
  const identity = attach('identity', allow)

  test('a boundary and session policies allow nothing by themselves', () => {
    expect(ask(user, attach('boundary', allow), attach('session', allow))).toBe(noIdentity)
  })

  test('each must allow', () => {
    expect(ask(user, identity, attach('boundary', allowOther), attach('session', allow))).toBe(noBoundary)
    expect(ask(user, identity, attach('boundary', allow), attach('session', allowOther))).toBe(noSession)
    expect(ask(user, identity, attach('boundary', allow), attach('session', allow))).toBe('allowed')
  })

  test('of several session policies one is enough', () => {
    expect(ask(roleSession, identity, attach('session', allowOther), attach('session', allow))).toBe('allowed')
  })

  test('a federated user without a session policy may do nothing', () => {
    expect(ask(federatedUser, identity)).toBe(noSession)
  })
})

describe('between accounts', () => {
  const identity = attach('identity', allow)

  test.each<[string, Principal, readonly AttachedPolicy[], string]>([
    ['the identity alone is not enough', stranger, [identity], noResource],
    ['the resource alone is not enough', stranger, [grant(byName(stranger.arn))], noIdentity],
    ['both are', stranger, [identity, grant(byName(stranger.arn))], 'allowed'],
    ['the account may be granted it', stranger, [identity, grant(byName(foreignAccount))], 'allowed'],
    ['another account may not', stranger, [identity, grant(byName(account))], noResource],
    ['everyone still needs their own policy', stranger, [grant('*')], noIdentity],
    ['a boundary limits', stranger, [identity, grant('*'), attach('boundary', allowOther)], noBoundary],
    ['root needs no policy of its own', strangersRoot, [grant(byName(foreignAccount))], 'allowed'],
    ['root is nobody elsewhere', strangersRoot, [], noResource],
    ['a user of that account is not its root', strangersRoot, [grant(byName(stranger.arn))], noResource],
  ])('%s', (_, principal, policies, expected) => {
    expect(ask(principal, ...policies)).toBe(expected)
  })
})

describe('a role', () => {
  const trust = (principal: unknown, effect = 'Allow') =>
    attach('trust', { Effect: effect, Principal: principal, Action: 'sts:AssumeRole' })
  const assume = (principal: Principal, ...policies: readonly AttachedPolicy[]) => {
    const resource = `arn:aws:iam::${account}:role/path/ci`
    const request = { action: 'sts:AssumeRole', resource, resourceAccount: account, principal, context: contextOf({}) }
    const evaluation = evaluate(policies, request)
    return evaluation.decision === 'allowed' ? 'allowed' : denialReason(evaluation).replace('sts:AssumeRole', pull)
  }
  const identity = attach('identity', { Effect: 'Allow', Action: 'sts:*', Resource: '*' })

  test.each<[string, Principal, readonly AttachedPolicy[], string]>([
    ['is assumed by whom it trusts', user, [trust(byName(user.arn))], 'allowed'],
    ['is not assumed by whom it does not trust', user, [identity, trust(byName(stranger.arn))], noTrust],
    ['that trusts its account leaves it to identities', user, [trust(byName(account))], noIdentity],
    ['that trusts its account is assumed by whom they allow', user, [identity, trust(byName(account))], 'allowed'],
    ['is assumed across accounts if both allow', stranger, [identity, trust(byName(foreignAccount))], 'allowed'],
    ['is assumed by a provider that it trusts', provider, [trust({ Federated: provider.provider })], 'allowed'],
    ['is not assumed by a service of the name', provider, [trust({ Service: provider.provider })], noTrust],
    [
      'says so when it denies',
      user,
      [identity, trust('*'), trust('*', 'Deny')],
      'with an explicit deny in the role trust policy',
    ],
  ])('%s', (_, principal, policies, expected) => {
    expect(assume(principal, ...policies)).toBe(expected)
  })
})
