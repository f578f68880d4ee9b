import { expect, test } from 'vitest'
import { randomIds as ids } from '../platform/ids.ts'
import { packedPolicySize, requireSessionPolicy } from './session-policy-rules.ts'

const document = '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"ecr:*","Resource":"*"}]}'
const tags = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    key: `key-${index}`,
    value: ids.bytes(100).toString('hex'),
    isTransitive: false,
  }))

test('the packed size grows with the policies and tags of a session, and is absent without any', () => {
  expect(packedPolicySize([], [])).toBeUndefined()
  const small = packedPolicySize([{ document }], []) ?? 0
  const larger = packedPolicySize([{ document }], tags(5)) ?? 0
  expect([small > 0, larger > small, larger <= 100]).toEqual([true, true, true])
})

test('similar policy ARNs have a small packed size', () => {
  const arns = Array.from({ length: 10 }, (_, index) => ({
    arn: `arn:aws:iam::123456789012:policy/team/of/policies/${index}`,
    policyId: null,
  }))
  expect(packedPolicySize(arns, [])).toBeLessThan(20)
})

test('policies and tags that exceed the packed size are refused', () => {
  expect(() => packedPolicySize([], tags(50))).toThrow(/^Packed size of session tags consumes [0-9]+%/)
  expect(() => packedPolicySize([{ document }], tags(50))).toThrow(/^Packed policy consumes [0-9]+%/)
})

test('a session policy may have version 2008-10-17, and must not name a principal', () => {
  requireSessionPolicy(document.replace('2012-10-17', '2008-10-17'))
  const naming = document.replace('"Effect"', '"Principal":"*","Effect"')
  expect(() => {
    requireSessionPolicy(naming)
  }).toThrow('Policy document should not specify a principal.')
})
