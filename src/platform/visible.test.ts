import fc from 'fast-check'
import { expect, test } from 'vitest'
import { visible, visibleValues } from './visible.ts'

test.each([
  ['\u001b[31mred\u001b[0m', '\\u001b[31mred\\u001b[0m'],
  ['a\rb\b\u0007\0', 'a\\u000db\\u0008\\u0007\\u0000'],
  ['\u007f', '\\u007f'],
  ['\u009b31m\u0085', '\\u009b31m\\u0085'],
  ['\u202egnp.exe\u202c', '\\u202egnp.exe\\u202c'],
  ['\u2066\u2069\u200e\u200f\u061c', '\\u2066\\u2069\\u200e\\u200f\\u061c'],
  ['a\u2028b\u2029', 'a\\u2028b\\u2029'],
])('characters that control a terminal or the direction of text are shown as escapes: %j', (text, shown) => {
  expect(visible(text)).toBe(shown)
})

test.each(['lines\n\tindented', 'ä – “…” 🐳 עברית', ''])(
  'text without control characters stays as it is: %j',
  (text) => {
    expect(visible(text)).toBe(text)
  },
)

test('a line of JSON keeps its value when its control characters are shown as escapes', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const line = visible(JSON.stringify(value))
      expect(JSON.parse(line)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(visible(line)).toBe(line)
    }),
  )
})

test('visibleValues escapes the control characters inside the values of a line of JSON', () => {
  const line = JSON.stringify({ a: '\u001b', b: ['\u202e', { c: 'x\ny' }], d: 1 })
  expect(JSON.parse(visibleValues(line))).toEqual({ a: '\\u001b', b: ['\\u202e', { c: 'x\ny' }], d: 1 })
})
