import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countMembers, parseJson } from './parse-json.ts'

const bounds = { maxValues: 100, maxDepth: 10, maxPlainBytes: 1_000 }
const parse = (text: string) => parseJson(Buffer.from(text), bounds)

test.for([
  ['a cut document', '{"a":', 'not-json'],
  ['an empty document', '', 'not-json'],
  ['a byte order mark', '\ufeff{}', 'not-json'],
  ['a text without its end', '"{[,', 'not-json'],
  ['a document with one level too many', '['.repeat(11), 'too-deep'],
  ['a document with one value too many', '[1' + ',1'.repeat(99), 'too-many-values'],
] as const)('%s is refused', ([, text, fault]) => {
  expect(parse(text)).toEqual({ fault })
})

test('bytes that are no UTF-8 are refused', () => {
  expect(parseJson(Buffer.from('"\xff"', 'latin1'), bounds)).toEqual({ fault: 'not-utf8' })
})

test('parseJson reads any JSON within the bounds as JSON.parse does', () => {
  const wide = { maxValues: 1_000_000, maxDepth: 1_000, maxPlainBytes: 1_000_000 }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const parsed = { value: JSON.parse(text) as unknown, members: countMembers(JSON.parse(text)) }
      expect(parseJson(Buffer.from(text), wide)).toEqual(parsed)
    }),
  )
})

test.for(['{"a":1,"a":1}', '{"a":{"b":1,"\\u0062":1},"c":1}', '[{"__proto__":1,"__proto__":2}]'])(
  'parseJson counts one member more in %s than its value has, since a name is repeated',
  (text) => {
    const parsed = parse(text)
    expect('members' in parsed && parsed.members - countMembers(parsed.value)).toBe(1)
  },
)
