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
    ['matches a user by their ARN', bob, bob.arn, 'itself'],
    ['matches a user by their id', bob, 'AIDABOB', 'itself'],
    ['matches a user by their account', bob, account, 'account'],
    ['matches a user by the ARN of their account', bob, accountArn, 'account'],
    ['matches a user by their account in another partition', bob, `arn:aws-cn:iam::${account}:root`, 'account'],
    ['does not match a user whose ARN differs in case', bob, bob.arn.toLowerCase(), undefined],
    ['matches a session by its ARN', audit, audit.arn, 'itself'],
    ['matches a session by its role', audit, audit.roleArn, 'entity'],
    ['matches a session by the id of its role', audit, 'AROAAUDIT', 'entity'],
    ['matches a session by its account', audit, account, 'account'],
    ['does not match another session of the role', audit, `${audit.arn}2`, undefined],
    ['root', root, accountArn, 'itself'],
    ['matches an anonymous caller by *', anonymous, '*', 'itself'],
  ])('%s', (_, principal, name, expected) => {
    expect(match(principal, [name])).toBe(expected)
  })

  test('does not match a name of another principal type', () => {
    expect(match(build, ['codebuild.amazonaws.com'], { type: 'Service' })).toBe('itself')
    expect(match(build, ['codebuild.amazonaws.com'], { type: 'Federated' })).toBeUndefined()
    const provider: Principal = { kind: 'identity-provider', provider: 'codebuild.amazonaws.com' }
    expect(match(provider, ['codebuild.amazonaws.com'], { type: 'Service' })).toBeUndefined()
  })

  test('takes the closest match of several names', () => {
    expect(match(audit, [account, audit.roleArn, audit.arn])).toBe('itself')
    expect(match(audit, [account, audit.roleArn])).toBe('entity')
  })
})

/** The examples of AWS's page on NotPrincipal. */
describe('NotPrincipal', () => {
  const denying = { negated: true, effect: 'Deny' } as const
  const allowing = { negated: true, effect: 'Allow' } as const

  test('with Deny spares a principal that it names with its role and account', () => {
    expect(match(bob, [bob.arn, accountArn], denying)).toBeUndefined()
    expect(match(audit, [audit.arn, audit.roleArn, accountArn], denying)).toBeUndefined()
    expect(match(root, [accountArn], denying)).toBeUndefined()
    expect(match(build, ['codebuild.amazonaws.com'], { ...denying, type: 'Service' })).toBeUndefined()
  })

  test.each<[string, Principal, readonly string[]]>([
    ['a principal with another name', bob, [`${bob.arn}by`, accountArn]],
    ['a session when only a user of its account is named', audit, [bob.arn, accountArn]],
    ['a user whose account is not named', bob, [bob.arn]],
    ['a session whose role is not named', audit, [audit.arn, accountArn]],
    ['a session that is not named itself', audit, [audit.roleArn, accountArn]],
    ['an anonymous caller', anonymous, [accountArn]],
  ])('with Deny denies %s', (_, principal, names) => {
    expect(match(principal, names, denying)).toBe('itself')
  })

  test('with Deny always denies a principal that has a permissions boundary', () => {
    expect(match(bob, [bob.arn, accountArn], { ...denying, hasBoundary: true })).toBe('itself')
  })

  test('with Allow does not apply to a principal that it names in any way', () => {
    expect(match(bob, [bob.arn], allowing)).toBeUndefined()
    expect(match(bob, [account], allowing)).toBeUndefined()
    expect(match(audit, [audit.roleArn], allowing)).toBeUndefined()
    expect(match(audit, [bob.arn], allowing)).toBe('itself')
    expect(match(anonymous, [account], allowing)).toBe('itself')
  })

  test('of everyone applies to no principal', () => {
    expect(match(bob, ['*'], allowing)).toBeUndefined()
    expect(match(bob, ['*'], denying)).toBeUndefined()
  })
})
