import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ByteRangeDecision, decideByteRange } from './byte-range.ts'

const whole: ByteRangeDecision = { kind: 'whole' }
const unsatisfiable: ByteRangeDecision = { kind: 'unsatisfiable' }
const part = (first: number, last: number): ByteRangeDecision => ({ kind: 'part', first, last })
const huge = '9'.repeat(40)

describe('Range of a blob of 100 bytes', () => {
  test.each<[string, ByteRangeDecision]>([
    ['bytes=0-0', part(0, 0)],
    ['bytes=0-99', part(0, 99)],
    ['bytes=10-19', part(10, 19)],
    ['Bytes=10-19', part(10, 19)],
    ['bytes=99-99', part(99, 99)],
    ['bytes=90-100', part(90, 99)],
    [`bytes=90-${huge}`, part(90, 99)],
    ['bytes=10-', part(10, 99)],
    ['bytes=-1', part(99, 99)],
    ['bytes=-100', part(0, 99)],
    ['bytes=-101', part(0, 99)],
    [`bytes=-${huge}`, part(0, 99)],
    ['bytes=100-', unsatisfiable],
    ['bytes=100-200', unsatisfiable],
    [`bytes=${huge}-`, unsatisfiable],
    ['bytes=-0', unsatisfiable],
    ['bytes=5-4', unsatisfiable],
    ['bytes=200-100', unsatisfiable],
  ])('%s gives %j', (header, decision) => {
    expect(decideByteRange(header, 100)).toEqual(decision)
  })

  test.each([
    undefined,
    '',
    'bytes',
    'bytes=',
    'bytes=-',
    'bytes=a-b',
    'bytes=0-1,5-6',
    'bytes=0-1,',
    'bytes= 0-1',
    'bytes =0-1',
    'bytes=0 -1',
    'bytes=--1',
    'bytes=0--1',
    'bytes=+0-1',
    'bytes=0x0-1',
    'bytes=1.5-2',
    'bytes 0-1',
    'items=0-1',
    'bytes=٠-٩',
    'bytes=0-1\0',
    'bytes=0-1\n',
    `bytes=0-${'9'.repeat(1000)}`,
    `bytes=${'0-1,'.repeat(1000)}`,
  ])('%j is ignored', (header) => {
    expect(decideByteRange(header, 100)).toEqual(whole)
  })
})

test.each<[string, ByteRangeDecision]>([
  ['bytes=0-', unsatisfiable],
  ['bytes=0-0', unsatisfiable],
  ['bytes=-0', unsatisfiable],
  ['bytes=-5', whole],
])('Range of an empty blob: %s gives %j', (header, decision) => {
  expect(decideByteRange(header, 0)).toEqual(decision)
})

test('a part has the bytes that slicing gives, and is never empty', () => {
  const number = fc.option(fc.nat(40), { nil: undefined })
  fc.assert(
    fc.property(number, number, fc.nat(30), (first, last, sizeBytes) => {
      const decision = decideByteRange(`bytes=${first ?? ''}-${last ?? ''}`, sizeBytes)
      if (decision.kind !== 'part') return
      const bytes = Array.from({ length: sizeBytes }, (_, at) => at)
      const expected = first === undefined ? bytes.slice(-(last ?? 0)) : bytes.slice(first, (last ?? sizeBytes) + 1)
      expect(bytes.slice(decision.first, decision.last + 1)).toEqual(expected)
      expect(expected.length).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
})

test('a part is within the blob, whatever the Range header is', () => {
  const nearly = fc.string({ unit: fc.constantFrom('bytes=', '0', '9', '-', ',', ' ', '\0'), maxLength: 12 })
  fc.assert(
    fc.property(nearly, fc.nat(), (text, sizeBytes) => {
      const decision = decideByteRange(`bytes=${text}`, sizeBytes)
      if (decision.kind !== 'part') return
      expect(decision.first).toBeGreaterThanOrEqual(0)
      expect(decision.first).toBeLessThanOrEqual(decision.last)
      expect(decision.last).toBeLessThan(sizeBytes)
    }),
    { numRuns: 1000 },
  )
})
