import { describe, expect, test } from 'vitest'
import { contextOf } from './access-request.ts'
import { compileCondition } from './condition.ts'

const key = 'aws:Key'

/** Whether the condition holds when the request's key has these values; undefined for a request without it. */
function holds(operator: string, values: readonly string[], given: string | readonly string[] | undefined): boolean {
  const context = contextOf({ 'aws:username': 'amar', ...(given === undefined ? {} : { [key]: given }) })
  return compileCondition({ operator, key: 'AWS:kEY', values }, '2012-10-17')(context)
}

describe('the condition operator', () => {
  test.each<[string, string, string, boolean]>([
    ['StringEquals', 'john', 'john', true],
    ['StringEquals', 'john', 'John', false],
    ['StringEquals', 'jo*', 'john', false],
    ['StringEquals', 'jo*', 'jo*', true],
    ['StringEquals', '${aws:username}', 'amar', true],
    ['StringEquals', '${*}', '*', true],
    ['StringNotEquals', 'john', 'John', true],
    ['StringNotEquals', 'john', 'john', false],
    ['StringEqualsIgnoreCase', 'john', 'JOHN', true],
    ['StringEqualsIgnoreCase', '${aws:username}', 'AMAR', true],
    ['StringNotEqualsIgnoreCase', 'john', 'JOHN', false],
    ['StringLike', 'jo*', 'john', true],
    ['StringLike', 'jo?n', 'john', true],
    ['StringLike', 'JO*', 'john', false],
    ['StringLike', 'home/${aws:username}/*', 'home/amar/x', true],
    ['StringNotLike', 'jo*', 'john', false],
    ['StringNotLike', 'jo*', 'amar', true],
    ['NumericEquals', '10', '10.0', true],
    ['NumericEquals', '10', '1e1', true],
    ['NumericEquals', '10', 'ten', false],
    ['NumericEquals', '10', '', false],
    ['NumericNotEquals', '10', '11', true],
    ['NumericNotEquals', '10', 'ten', true],
    ['NumericLessThan', '10', '9.99', true],
    ['NumericLessThan', '10', '10', false],
    ['NumericLessThan', '10', 'nine', false],
    ['NumericLessThanEquals', '10', '10', true],
    ['NumericGreaterThan', '-1', '0', true],
    ['NumericGreaterThan', '10', '10', false],
    ['NumericGreaterThanEquals', '10', '10', true],
    ['DateEquals', '2020-01-01T00:00:00Z', '1577836800', true],
    ['DateEquals', '2020-01-01', '2020-01-01T02:00:00+02:00', true],
    ['DateNotEquals', '2020-01-01', '2020-01-02', true],
    ['DateNotEquals', '2020-01-01', '2020-01-01', false],
    ['DateLessThan', '2020-01-01T00:00:01Z', '2020-01-01T00:00:00Z', true],
    ['DateLessThan', '2020-01-01T00:00:01Z', 'yesterday', false],
    ['DateLessThanEquals', '2020-01-01', '2020-01-01', true],
    ['DateGreaterThan', '2020-01-01', '2020-01-01T00:00:00.001Z', true],
    ['DateGreaterThanEquals', '2020', '2020-01-01T00:00Z', true],
    ['Bool', 'true', 'true', true],
    ['Bool', 'True', 'true', true],
    ['Bool', 'false', 'true', false],
    ['Bool', 'true', 'yes', false],
    ['BinaryEquals', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', 'QmluYXJ5VmFsdWVJbkJhc2U2NA==', true],
    ['BinaryEquals', 'QQ==', 'QR==', true],
    ['BinaryEquals', 'QQ==', 'Qg==', false],
    ['IpAddress', '203.0.113.0/24', '203.0.113.255', true],
    ['IpAddress', '203.0.113.0/24', '203.0.114.0', false],
    ['IpAddress', '203.0.113.0/24', '::ffff:203.0.113.7', true],
    ['IpAddress', '2001:DB8:1234:5678::/64', '2001:db8:1234:5678:9::1', true],
    ['IpAddress', '0.0.0.0/0', '2001:db8::1', false],
    ['NotIpAddress', '203.0.113.7', '203.0.113.7', false],
    ['NotIpAddress', '203.0.113.7', '203.0.113.8', true],
    ['NotIpAddress', '203.0.113.7', 'unknown', true],
    ['ArnEquals', 'arn:aws:sns:*:111122223333:finance/*', 'arn:aws:sns:us-east-2:111122223333:finance/a:b', true],
    ['ArnLike', 'arn:aws:iam::111122223333:user/${aws:username}', 'arn:aws:iam::111122223333:user/amar', true],
    ['ArnLike', '*', 'arn:aws:sns:us-east-2:111122223333:x', true],
    ['ArnLike', 'arn:aws:sns:*:111122223333:*', 'ARN:aws:sns:us-east-2:111122223333:x', false],
    ['ArnLike', 'arn:aws:sns:*:*:*', 'no ARN', false],
    ['ArnNotEquals', 'arn:aws:iam::1:user/a', 'arn:aws:iam::1:user/b', true],
    ['ArnNotLike', 'arn:aws:iam::1:user/*', 'arn:aws:iam::1:user/b', false],
  ])('%s with %j holds for the request value %j: %s', (operator, value, given, expected) => {
    expect(holds(operator, [value], given)).toBe(expected)
  })

  /** From AWS's page on the operators. */
  test('ArnLike matches between colons, and StringLike across them', () => {
    const pattern = 'arn:aws:someservice:*:111122223333:finance/*'
    const given = 'arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document.txt'
    expect(holds('StringLike', [pattern], given)).toBe(true)
    expect(holds('ArnLike', [pattern], given)).toBe(false)
  })

  test('ArnEquals takes a whole ARN from a variable', () => {
    expect(holds('ArnEquals', ['${aws:Key}'], 'arn:aws:iam::1:user/*')).toBe(true)
    expect(holds('ArnEquals', ["${aws:Key, 'x'}"], 'x')).toBe(false)
  })

  test('ForAnyValue:StringEqualsIfExists is known in any case', () => {
    expect(holds('foranyvalue:stringequalsifexists', ['a'], ['b', 'a'])).toBe(true)
  })
})

const positive = [
  ['StringEquals', 'x'],
  ['StringEqualsIgnoreCase', 'x'],
  ['StringLike', '*'],
  ['NumericEquals', '1'],
  ['NumericLessThan', '1'],
  ['NumericGreaterThanEquals', '1'],
  ['DateEquals', '2020'],
  ['DateLessThan', '2020'],
  ['Bool', 'false'],
  ['BinaryEquals', 'QQ=='],
  ['IpAddress', '0.0.0.0/0'],
  ['ArnLike', '*'],
] as const
const negated = [
  ['StringNotEquals', 'x'],
  ['StringNotEqualsIgnoreCase', 'x'],
  ['StringNotLike', '*'],
  ['NumericNotEquals', '1'],
  ['DateNotEquals', '2020'],
  ['NotIpAddress', '0.0.0.0/0'],
  ['ArnNotEquals', '*'],
  ['ArnNotLike', '*'],
] as const

describe('a request without the key', () => {
  test.each(positive)('fails %s', (operator, value) => {
    expect(holds(operator, [value], undefined)).toBe(false)
    expect(holds(operator, [value], [])).toBe(false)
  })

  test.each(negated)('passes %s', (operator, value) => {
    expect(holds(operator, [value], undefined)).toBe(true)
    expect(holds(operator, [value], [])).toBe(true)
  })

  test.each([...positive, ...negated])('passes %s with IfExists or ForAllValues', (operator, value) => {
    expect(holds(`${operator}IfExists`, [value], undefined)).toBe(true)
    expect(holds(`ForAllValues:${operator}`, [value], undefined)).toBe(true)
    expect(holds(`ForAllValues:${operator}IfExists`, [value], [])).toBe(true)
    expect(holds(`ForAnyValue:${operator}IfExists`, [value], undefined)).toBe(true)
  })

  test.each([...positive, ...negated])('fails %s with ForAnyValue', (operator, value) => {
    expect(holds(`ForAnyValue:${operator}`, [value], undefined)).toBe(false)
    expect(holds(`ForAnyValue:${operator}`, [value], [])).toBe(false)
  })

  test.each<[string, string | readonly string[] | undefined, boolean]>([
    ['true', undefined, true],
    ['true', [], true],
    ['true', 'x', false],
    ['true', '', false],
    ['false', undefined, false],
    ['false', 'x', true],
    ['False', '', true],
  ])('Null %s of %j: %s', (value, given, expected) => {
    expect(holds('Null', [value], given)).toBe(expected)
  })
})

describe('a condition with several values', () => {
  test('in the policy holds if one of them matches, or with a negated operator if none does', () => {
    expect(holds('StringEquals', ['a', 'b'], 'b')).toBe(true)
    expect(holds('StringEquals', ['a', 'b'], 'c')).toBe(false)
    expect(holds('StringNotEquals', ['a', 'b'], 'b')).toBe(false)
    expect(holds('StringNotEquals', ['a', 'b'], 'c')).toBe(true)
    expect(holds('NotIpAddress', ['10.0.0.0/8', '192.168.0.0/16'], '192.168.1.1')).toBe(false)
  })

  test('has no match when the list in the policy is empty', () => {
    expect(holds('StringEquals', [], 'a')).toBe(false)
    expect(holds('StringNotEquals', [], 'a')).toBe(true)
  })

  /** The tables of AWS's page on keys with multiple values. */
  test.each<[string, readonly string[], readonly string[], boolean]>([
    ['ForAllValues:StringEquals', ['PostDateTime', 'Message', 'Tags'], ['PostDateTime', 'UserName'], false],
    ['ForAllValues:StringEquals', ['ID', 'Message', 'Tags'], ['Message', 'Tags'], true],
    ['ForAnyValue:StringEquals', ['ID', 'PostDateTime'], ['UserName', 'Message', 'PostDateTime'], true],
    ['ForAnyValue:StringEquals', ['ID', 'PostDateTime'], ['UserName'], false],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'd'], true],
    ['ForAllValues:StringNotEquals', ['a', 'b'], ['c', 'a'], false],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['c', 'a'], true],
    ['ForAnyValue:StringNotEquals', ['a', 'b'], ['b', 'a'], false],
    ['ForAllValues:StringLike', ['team-*'], [''], true],
    ['ForAnyValue:StringLike', ['*'], [''], false],
    ['ForAllValues:StringLike', ['team-*'], ['', 'x'], false],
    ['StringEquals', ['a'], ['b', 'a'], true],
    ['StringNotEquals', ['a'], ['b', 'a'], false],
  ])('%s %j holds for the request values %j: %s', (operator, values, given, expected) => {
    expect(holds(operator, values, given)).toBe(expected)
  })
})

describe('a variable without a value', () => {
  test('equals no value, not even an empty one', () => {
    expect(holds('StringEquals', ['${aws:PrincipalTag/Team}'], '')).toBe(false)
    expect(holds('StringLike', ['*${aws:PrincipalTag/Team}*'], 'x')).toBe(false)
    expect(holds('ArnLike', ['arn:aws:iam::1:${aws:PrincipalTag/Team}'], 'arn:aws:iam::1:')).toBe(false)
    expect(holds('StringNotEquals', ['${aws:PrincipalTag/Team}'], 'x')).toBe(true)
  })
})
