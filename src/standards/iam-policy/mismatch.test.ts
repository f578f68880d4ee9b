import { describe, expect, test } from 'vitest'
import { type AccessRequest, contextOf } from './access-request.ts'
import type { AttachedPolicy } from './attached-policy.ts'
import { compilePolicy } from './compile-policy.ts'
import { evaluate } from './evaluate.ts'
import { parsePolicy } from './parse-policy.ts'

const account = '123456789012'
const amar = `arn:aws:iam::${account}:user/amar`
const team = 'aws:ResourceTag/team'

type Values = Parameters<typeof contextOf>[0]

function attach(...statements: readonly object[]): AttachedPolicy {
  const full = statements.map((statement) => ({ Effect: 'Allow', Action: '*', Resource: '*', ...statement }))
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: full }), 'identity')
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems))
  return { kind: 'identity', attachedTo: amar, name: 'policy', policy: compilePolicy(parsed) }
}

function decide(policy: AttachedPolicy, values: Values, more: Partial<AccessRequest> = {}): string {
  const { decision } = evaluate([policy], {
    action: 'ecr:PutImage',
    resource: `arn:aws:ecr:eu-west-1:${account}:repository/red`,
    resourceAccount: account,
    principal: { kind: 'user', arn: amar, account, userId: 'AIDAAMAR' },
    context: contextOf(values),
    hasOneValue: (key) => key.startsWith('aws:resourcetag/'),
    ...more,
  })
  return decision
}

const when = (operator: string, key: string, value: string) => ({ Condition: { [operator]: { [key]: value } } })
const deny = (statement: object) => attach({}, { Effect: 'Deny', ...statement })

describe('when a single-valued key has two values', () => {
  const values = { [team]: ['red', 'blue'] }

  test.each([
    ['StringEquals', 'red'],
    ['StringEquals', 'blue'],
    ['StringNotEquals', 'red'],
    ['StringNotEqualsIfExists', 'blue'],
    ['ForAllValues:StringEquals', 'red'],
    ['ForAnyValue:StringNotEquals', 'red'],
  ])('a Deny with %s %s applies, since it fits one of them', (operator, value) => {
    expect(decide(deny(when(operator, team, value)), values)).toBe('explicitDeny')
  })

  test.each([
    ['StringEquals', 'red'],
    ['StringNotEquals', 'red'],
    ['ForAllValues:StringEquals', 'blue'],
    ['ForAnyValue:StringEquals', 'blue'],
  ])('an Allow with %s %s does not apply, since it does not fit both', (operator, value) => {
    expect(decide(attach(when(operator, team, value)), values)).toBe('implicitDeny')
  })

  test.each([
    ['StringLike', '*e*'],
    ['StringNotEquals', 'green'],
    ['Null', 'false'],
  ])('an Allow with %s %s applies, since it fits both', (operator, value) => {
    expect(decide(attach(when(operator, team, value)), values)).toBe('allowed')
  })

  test.each([
    ['StringEquals', 'green'],
    ['StringNotLike', '*e*'],
    ['Null', 'true'],
  ])('a Deny with %s %s does not apply, since it fits neither', (operator, value) => {
    expect(decide(deny(when(operator, team, value)), values)).toBe('allowed')
  })

  test('a variable in a Resource is tried with each value', () => {
    const Resource = `arn:aws:ecr:*:*:repository/\${${team}}`
    expect(decide(attach({ Resource }), values)).toBe('implicitDeny')
    expect(decide(deny({ Resource }), values)).toBe('explicitDeny')
    expect(decide(attach({ Resource }), { [team]: ['red', 'red'] })).toBe('allowed')
  })

  test('a variable in a condition is tried with each value', () => {
    const condition = when('StringEquals', 'aws:PrincipalTag/team', `\${${team}}`)
    expect(decide(attach(condition), { ...values, 'aws:PrincipalTag/team': 'red' })).toBe('implicitDeny')
    expect(decide(deny(condition), { ...values, 'aws:PrincipalTag/team': 'red' })).toBe('explicitDeny')
  })

  test('conditions on two such keys are tried with each pair of values', () => {
    const both = {
      Condition: { StringEquals: { [team]: 'blue', 'aws:ResourceTag/stage': 'prod' } },
    }
    const ambiguous = { ...values, 'aws:ResourceTag/stage': ['prod', 'dev'] }
    expect(decide(deny(both), ambiguous)).toBe('explicitDeny')
    expect(decide(attach(both), ambiguous)).toBe('implicitDeny')
  })

  test('two conditions on the same key are tried with the same value', () => {
    const contrary = { Condition: { StringEquals: { [team]: 'blue' }, StringLike: { [team]: 'r*' } } }
    expect(decide(deny(contrary), values)).toBe('allowed')
  })

  test('an Allow does not apply and a Deny does if there are too many combinations to try', () => {
    const keys = Array.from({ length: 7 }, (_, at) => `aws:ResourceTag/k${at}`)
    const many = Object.fromEntries(keys.map((key) => [key, ['a', 'b']]))
    const condition = (value: string) => ({
      Condition: { StringLike: Object.fromEntries(keys.map((key) => [key, value])) },
    })
    expect(decide(attach(condition('*')), many)).toBe('implicitDeny')
    expect(decide(deny(condition('a')), many)).toBe('explicitDeny')
  })
})

test('a multivalued key is compared with all its values at once', () => {
  const values = { 'aws:TagKeys': ['team', 'Team'] }
  expect(decide(attach(when('ForAllValues:StringEquals', 'aws:TagKeys', 'team')), values)).toBe('implicitDeny')
  expect(decide(deny(when('ForAnyValue:StringEquals', 'aws:TagKeys', 'Team')), values)).toBe('explicitDeny')
})

describe('while the value of a key is unknown', () => {
  const keys = new Set(['ecr:imagetag'])
  const limited = when('StringLike', 'ecr:ImageTag', 'dev-*')
  const asked = (policy: AttachedPolicy, applies: 'Allow' | 'Deny', values: Values = {}) =>
    decide(policy, values, { unknown: { keys, applies } })

  test('a request that no value could allow is denied', () => {
    expect(asked(attach({ ...limited, Action: 'ecr:BatchGetImage' }), 'Allow')).toBe('implicitDeny')
    expect(asked(attach({ ...limited, Resource: 'arn:aws:ecr:*:*:repository/blue' }), 'Allow')).toBe('implicitDeny')
    const elsewhere = { Condition: { ...limited.Condition, StringEquals: { 'aws:username': 'ada' } } }
    expect(asked(attach(elsewhere), 'Allow')).toBe('implicitDeny')
    expect(asked(attach(limited), 'Allow')).toBe('allowed')
    expect(asked(deny(limited), 'Allow')).toBe('allowed')
  })

  test('a request that every value allows is allowed', () => {
    expect(asked(attach({}, limited), 'Deny')).toBe('allowed')
    expect(asked(attach(limited), 'Deny')).toBe('implicitDeny')
    expect(asked(deny(limited), 'Deny')).toBe('explicitDeny')
    expect(asked(deny({ ...limited, Action: 'ecr:BatchGetImage' }), 'Deny')).toBe('allowed')
  })

  test('a variable in a Resource with that key is unknown too', () => {
    const policy = attach({ Resource: `arn:aws:ecr:*:*:repository/\${ecr:ImageTag}` })
    expect(asked(policy, 'Allow')).toBe('allowed')
    expect(asked(policy, 'Deny')).toBe('implicitDeny')
  })

  test('a condition that compares that key with a key that has two values is unknown too', () => {
    const condition = when('StringEquals', team, `\${ecr:ImageTag}`)
    expect(asked(attach(condition), 'Allow', { [team]: ['a', 'b'] })).toBe('allowed')
    expect(asked(attach(condition), 'Deny', { [team]: ['a', 'b'] })).toBe('implicitDeny')
  })
})
