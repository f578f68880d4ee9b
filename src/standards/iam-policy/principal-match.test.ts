import { describe, expect, test } from 'vitest'
import type { Principal } from './access-request.ts'
import type { Effect, PrincipalType } from './policy.ts'
import { compilePrincipals, namesOf, type PrincipalMatch } from './principal-match.ts'

const account = '444455556666'
const accountArn = `arn:aws:iam::${account}:root`
const bob: Principal = { kind: 'user', arn: `arn:aws:iam::${account}:user/Bob`, account, userId: 'AIDABOB' }
const audit: Principal = {
  kind: 'role-session',
  arn: `arn:aws:sts::${account}:assumed-role/cross-account-read-only-role/cross-account-audit-app`,
  account,
  roleArn: `arn:aws:iam::${account}:role/cross-account-read-only-role`,
  roleId: 'AROAAUDIT',
}
const root: Principal = { kind: 'root', arn: accountArn, account }
const build: Principal = { kind: 'service', service: 'codebuild.amazonaws.com' }
const anonymous: Principal = { kind: 'anonymous' }

interface Element {
  readonly negated?: boolean
  readonly effect?: Effect
  readonly type?: PrincipalType
  readonly hasBoundary?: boolean
}

function match(principal: Principal, names: readonly string[], element: Element = {}): PrincipalMatch | undefined {
  const { negated = false, effect = 'Allow', type = 'AWS', hasBoundary = false } = element
  const compiled = compilePrincipals({ negated, names: names.map((name) => ({ type, name })) }, effect)
  return compiled(namesOf(principal), hasBoundary)
}

describe('Principal', () => {
  test.each<[string, Principal, string, PrincipalMatch | undefined]>([
    ['a user', bob, bob.arn, 'itself'],
    ["a user's id", bob, 'AIDABOB', 'itself'],
    ["a user's account", bob, account, 'account'],
    ["the ARN of a user's account", bob, accountArn, 'account'],
    ['the account in another partition', bob, `arn:aws-cn:iam::${account}:root`, 'account'],
    ['a user in another case', bob, bob.arn.toLowerCase(), undefined],
    ['a session', audit, audit.arn, 'itself'],
    ["a session's role", audit, audit.roleArn, 'entity'],
    ["the id of a session's role", audit, 'AROAAUDIT', 'entity'],
    ["a session's account", audit, account, 'account'],
    ['another session of the role', audit, `${audit.arn}2`, undefined],
    ['root', root, accountArn, 'itself'],
    ['everyone', anonymous, '*', 'itself'],
  ])('names %s', (_, principal, name, expected) => {
    expect(match(principal, [name])).toBe(expected)
  })

  test('keeps types apart', () => {
    expect(match(build, ['codebuild.amazonaws.com'], { type: 'Service' })).toBe('itself')
    expect(match(build, ['codebuild.amazonaws.com'], { type: 'Federated' })).toBeUndefined()
    const provider: Principal = { kind: 'identity-provider', provider: 'codebuild.amazonaws.com' }
    expect(match(provider, ['codebuild.amazonaws.com'], { type: 'Service' })).toBeUndefined()
  })

  test('takes the closest name of several', () => {
    expect(match(audit, [account, audit.roleArn, audit.arn])).toBe('itself')
    expect(match(audit, [account, audit.roleArn])).toBe('entity')
  })
})

/** The examples of AWS's page on NotPrincipal. */
describe('NotPrincipal', () => {
  const denying = { negated: true, effect: 'Deny' } as const
  const allowing = { negated: true, effect: 'Allow' } as const

  test('with Deny spares whom it names in full', () => {
    expect(match(bob, [bob.arn, accountArn], denying)).toBeUndefined()
    expect(match(audit, [audit.arn, audit.roleArn, accountArn], denying)).toBeUndefined()
    expect(match(root, [accountArn], denying)).toBeUndefined()
    expect(match(build, ['codebuild.amazonaws.com'], { ...denying, type: 'Service' })).toBeUndefined()
  })

  test.each<[string, Principal, readonly string[]]>([
    ['others', bob, [`${bob.arn}by`, accountArn]],
    ['all of an account of which somebody is named', audit, [bob.arn, accountArn]],
    ['whose account is not named', bob, [bob.arn]],
    ['whose role is not named', audit, [audit.arn, accountArn]],
    ['whose session is not named', audit, [audit.roleArn, accountArn]],
    ['strangers', anonymous, [accountArn]],
  ])('with Deny denies %s', (_, principal, names) => {
    expect(match(principal, names, denying)).toBe('itself')
  })

  test('with Deny always denies whoever has a permissions boundary', () => {
    expect(match(bob, [bob.arn, accountArn], { ...denying, hasBoundary: true })).toBe('itself')
  })

  test('with Allow passes over whomever it names in any way', () => {
    expect(match(bob, [bob.arn], allowing)).toBeUndefined()
    expect(match(bob, [account], allowing)).toBeUndefined()
    expect(match(audit, [audit.roleArn], allowing)).toBeUndefined()
    expect(match(audit, [bob.arn], allowing)).toBe('itself')
    expect(match(anonymous, [account], allowing)).toBe('itself')
  })

  test('of everyone is nobody', () => {
    expect(match(bob, ['*'], allowing)).toBeUndefined()
    expect(match(bob, ['*'], denying)).toBeUndefined()
  })
})
