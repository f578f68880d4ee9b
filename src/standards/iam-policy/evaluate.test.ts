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
    [
      'a grant to a user id does not include another user with the same name',
      { ...user, userId: 'AIDA2' },
      [grant(byName(user.userId))],
      noIdentity,
    ],
    ['a grant to everyone includes the caller', user, [grant('*')], 'allowed'],
    [
      'a grant to another user does not include the caller',
      user,
      [grant(byName(`arn:aws:iam::${account}:user/amar`))],
      noIdentity,
    ],
    ['root has full access', root, [], 'allowed'],
    ['a service may do what the resource policy allows it', service, [grant({ Service: service.service })], 'allowed'],
    [
      'a service may not do what another service may do',
      service,
      [grant({ Service: 'lambda.amazonaws.com' })],
      noResource,
    ],
    ['a grant to an account does not include a service', service, [grant(byName(account))], noResource],
    ['an anonymous caller may do what everyone may', anonymous, [grant('*')], 'allowed'],
    ['a grant to an account does not include an anonymous caller', anonymous, [grant(byName(account))], noResource],
  ])('%s', (_, principal, policies, expected) => {
    expect(ask(principal, ...policies)).toBe(expected)
  })

  test.each([account, `arn:aws:iam::${account}:root`])(
    'a grant to the account as %s must also be allowed by a policy of the identity',
    (name) => {
      expect(ask(user, grant(byName(name)))).toBe(noIdentity)
      expect(ask(user, grant(byName(name)), attach('identity', allow))).toBe('allowed')
      expect(ask(root, grant(byName(name)))).toBe('allowed')
    },
  )
})

describe('an explicit deny', () => {
  const all = [attach('identity', allow), grant('*'), attach('boundary', allow), attach('session', allow)]

  test.each<[string, AttachedPolicy]>([
    ['with an explicit deny in an identity-based policy', attach('identity', allow, deny)],
    ['with an explicit deny in a resource-based policy', refuse(byName(user.arn))],
    ['with an explicit deny in a permissions boundary', attach('boundary', deny)],
    ['with an explicit deny in a session policy', attach('session', deny)],
  ])('overrides every allow: %s', (reason, policy) => {
    expect(ask(user, ...all)).toBe('allowed')
    expect(ask(user, ...all, policy)).toBe(reason)
    expect(ask(user, policy, ...all)).toBe(reason)
  })

  test('for an account applies to every principal in it', () => {
    expect(ask(user, ...all, refuse(byName(account)))).toBe('with an explicit deny in a resource-based policy')
    expect(ask(stranger, ...all, refuse(byName(account)))).toBe('allowed')
  })

  test('in a resource policy applies even to root', () => {
    expect(ask(root, refuse('*'))).toBe('with an explicit deny in a resource-based policy')
  })
})

/** The table "Resource-based policies and implicit denies in other policy types (same account)" of the evaluation logic. */
describe('a grant of a resource policy beside an implicit deny', () => {
  const boundary = attach('boundary', allowOther)
  const session = attach('session', allowOther)

  test.each<[string, Principal, string, readonly AttachedPolicy[], string]>([
    ['to a role is limited by a boundary', roleSession, roleSession.roleArn, [boundary], noBoundary],
    ['to a role is limited by a session policy', roleSession, roleSession.roleArn, [session], noSession],
    ['to a role needs no policy of the role', roleSession, roleSession.roleArn, [], 'allowed'],
    ['to a role by its id includes its sessions', roleSession, roleSession.roleId, [], 'allowed'],
    ['to a role session is not limited', roleSession, roleSession.arn, [boundary, session], 'allowed'],
    ['to everyone is not limited', roleSession, '*', [boundary, session], 'allowed'],
    ['to a user is not limited', user, user.arn, [boundary], 'allowed'],
    ['to a federated user is not limited', federatedUser, federatedUser.arn, [boundary, session], 'allowed'],
    [
      'to the user behind a federated user is limited by a boundary',
      federatedUser,
      user.arn,
      [boundary, attach('session', allow)],
      noBoundary,
    ],
    [
      'to the user behind a federated user is limited by a session policy',
      federatedUser,
      user.arn,
      [session],
      noSession,
    ],
  ])('%s', (_, principal, name, policies, expected) => {
    expect(ask(principal, grant(byName(name)), ...policies)).toBe(expected)
  })
})

describe('a limit', () => {
  const identity = attach('identity', allow)

  test('that is a boundary or a session policy allows nothing by itself', () => {
    expect(ask(user, attach('boundary', allow), attach('session', allow))).toBe(noIdentity)
  })

  test('must allow the request, whether it is a boundary or a session policy', () => {
    expect(ask(user, identity, attach('boundary', allowOther), attach('session', allow))).toBe(noBoundary)
    expect(ask(user, identity, attach('boundary', allow), attach('session', allowOther))).toBe(noSession)
    expect(ask(user, identity, attach('boundary', allow), attach('session', allow))).toBe('allowed')
  })

  test('allows a request when one of several session policies allows it', () => {
    expect(ask(roleSession, identity, attach('session', allowOther), attach('session', allow))).toBe('allowed')
  })

  test('denies every request of a federated user without a session policy', () => {
    expect(ask(federatedUser, identity)).toBe(noSession)
  })
})

describe('between accounts', () => {
  const identity = attach('identity', allow)

  test.each<[string, Principal, readonly AttachedPolicy[], string]>([
    ['a policy of the identity alone is not enough', stranger, [identity], noResource],
    ['a policy of the resource alone is not enough', stranger, [grant(byName(stranger.arn))], noIdentity],
    [
      'policies of the identity and of the resource together are enough',
      stranger,
      [identity, grant(byName(stranger.arn))],
      'allowed',
    ],
    [
      'a grant to the account of the caller is enough beside a policy of the identity',
      stranger,
      [identity, grant(byName(foreignAccount))],
      'allowed',
    ],
    [
      'a grant to another account does not include the caller',
      stranger,
      [identity, grant(byName(account))],
      noResource,
    ],
    ['a grant to everyone still needs a policy of the identity', stranger, [grant('*')], noIdentity],
    ['a boundary limits the caller', stranger, [identity, grant('*'), attach('boundary', allowOther)], noBoundary],
    ['root needs no policy of its own', strangersRoot, [grant(byName(foreignAccount))], 'allowed'],
    ['root has no access to another account without a grant', strangersRoot, [], noResource],
    [
      'a grant to a user does not include the root of their account',
      strangersRoot,
      [grant(byName(stranger.arn))],
      noResource,
    ],
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
    ['can be assumed by a principal that it trusts', user, [trust(byName(user.arn))], 'allowed'],
    ['cannot be assumed by a principal that it does not trust', user, [identity, trust(byName(stranger.arn))], noTrust],
    [
      'that trusts its account cannot be assumed without a policy of the identity',
      user,
      [trust(byName(account))],
      noIdentity,
    ],
    [
      'that trusts its account can be assumed by an identity whose policy allows it',
      user,
      [identity, trust(byName(account))],
      'allowed',
    ],
    [
      'can be assumed from another account if both sides allow it',
      stranger,
      [identity, trust(byName(foreignAccount))],
      'allowed',
    ],
    [
      'can be assumed by an identity provider that it trusts',
      provider,
      [trust({ Federated: provider.provider })],
      'allowed',
    ],
    [
      'cannot be assumed by a provider when it trusts a service of the same name',
      provider,
      [trust({ Service: provider.provider })],
      noTrust,
    ],
    [
      'gives the explicit deny of its trust policy as the reason',
      user,
      [identity, trust('*'), trust('*', 'Deny')],
      'with an explicit deny in the role trust policy',
    ],
  ])('%s', (_, principal, policies, expected) => {
    expect(assume(principal, ...policies)).toBe(expected)
  })
})
