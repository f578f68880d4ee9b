import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countMembers, parseJson } from './parse-json.ts'

const bounds = { maxValues: 100, maxDepth: 10 }
const parse = (text: string) => parseJson(Buffer.from(text), bounds)

test.for([
  ['a half', '{"a":', 'not-json'],
  ['nothing', '', 'not-json'],
  ['a byte order mark', '\ufeff{}', 'not-json'],
  ['an open text', '"{[,', 'not-json'],
  ['a level too many', '['.repeat(11), 'too-deep'],
  ['a value too many', '[1' + ',1'.repeat(99), 'too-many-values'],
] as const)('%s is refused', ([, text, fault]) => {
  expect(parse(text)).toEqual({ fault })
})

test('bytes that are no UTF-8 are refused', () => {
  expect(parseJson(Buffer.from('"\xff"', 'latin1'), bounds)).toEqual({ fault: 'not-utf8' })
})

test('any JSON within the bounds is read as JavaScript reads it', () => {
  const wide = { maxValues: 1_000_000, maxDepth: 1_000 }
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value)
      const parsed = { value: JSON.parse(text) as unknown, members: countMembers(JSON.parse(text)) }
      expect(parseJson(Buffer.from(text), wide)).toEqual(parsed)
    }),
  )
})

test.for(['{"a":1,"a":1}', '{"a":{"b":1,"\\u0062":1},"c":1}', '[{"__proto__":1,"__proto__":2}]'])(
  'of %s one member more is told than the value has',
  (text) => {
    const parsed = parse(text)
    expect('members' in parsed && parsed.members - countMembers(parsed.value)).toBe(1)
  },
)
