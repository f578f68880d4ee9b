import { expect, test } from 'vitest'
import { decodeCbor, encodeCbor } from './cbor.ts'

const limits = { maxDepth: 4, maxItems: 20 }
const decode = (hex: string) => decodeCbor(Buffer.from(hex, 'hex'), limits)

test('decodeCbor reads what encodeCbor wrote', () => {
  const value = { Key: 'team', Values: ['a', ''], count: 3, share: 0.5, isOpen: true, none: null }
  expect(decodeCbor(encodeCbor(value), limits)).toEqual(value)
})

/** Of RFC 8949, appendix A. */
test.for<[string, unknown]>([
  ['bf61610161629f0203ffff', { a: 1, b: [2, 3] }],
  ['9f018202039f0405ffff', [1, [2, 3], [4, 5]]],
  ['c11a514b67b0', 1_363_896_240],
  ['f7', null],
  ['a0', {}],
])('the CBOR item %s is read as %j', ([hex, value]) => {
  expect(decode(hex)).toEqual(value)
})

test.for([
  ['a1', 'cut short'],
  ['a161', 'cut in a text'],
  ['0000', 'followed by something'],
  ['ff', 'a break of nothing'],
  ['a201010101', 'a map with keys that are not texts'],
  ['a2616101616102', 'a map that has a key twice'],
  ['62c328', 'a text that is not UTF-8'],
  ['1c', 'a head that means nothing'],
  ['c201', 'a tag that no shape has'],
] as const)('the CBOR item %s is refused: %s', ([hex]) => {
  expect(() => decode(hex)).toThrow()
})

test('lists, maps and tags that are nested too deeply are refused', () => {
  expect(decode('81818100')).toEqual([[[0]]])
  expect(decode('8181818100')).toEqual([[[[0]]]])
  for (const open of ['81', '9f', 'a16161', 'bf6161', 'c1']) {
    expect(() => decode(`${open.repeat(5)}00`)).toThrow('nested too deeply')
    expect(() => decode(open.repeat(100_000))).toThrow('nested too deeply')
  }
})

test('items beside each other do not count as nested', () => {
  expect(decode('848180a0c10080')).toEqual([[[]], {}, 0, []])
  expect(decode('9f9fff9fffbfffff')).toEqual([[], [], {}])
  expect(() => decode('9f9f9f9f9fffffffffff')).toThrow('nested too deeply')
})

test('a document with too many items is refused before they are read', () => {
  const zeros = (count: number) => `98${count.toString(16).padStart(2, '0')}${'00'.repeat(count)}`
  expect(decode(zeros(19))).toHaveLength(19)
  expect(() => decode(zeros(20))).toThrow('too many items')
  expect(() => decode('9bffffffffffffffff00')).toThrow()
  expect(() => decode(`9f${'a0'.repeat(1_000_000)}`)).toThrow('too many items')
})
