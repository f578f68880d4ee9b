import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Json, type JsonFault, JsonNumber, readJson } from './json.ts'
import { printJson } from './print-json.ts'

/** As `JSON.parse` would have it. */
function plain(value: Json): unknown {
  if (value instanceof JsonNumber) return Number(value.text)
  if (value instanceof Map)
    return Object.fromEntries(Array.from(value, ([key, member]) => [key, plain(member as Json)]))
  return Array.isArray(value) ? value.map((each) => plain(each as Json)) : value
}

describe('JSON', () => {
  const values = fc.jsonValue({ stringUnit: 'grapheme' })

  test('is read as JSON.parse reads it', () => {
    fc.assert(
      fc.property(values, fc.constantFrom(undefined, 2, '\t'), (value, indent) => {
        const text = JSON.stringify(value, undefined, indent)
        const read = readJson(text)
        expect('fault' in read ? read.fault : plain(read.value)).toEqual(JSON.parse(text))
      }),
    )
  })

  test('is printed as it was written', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(value)
        const read = readJson(text)
        expect('fault' in read ? read.fault : printJson(read.value, 'compact')).toBe(text)
      }),
    )
  })

  test.each(['{"b":1,"a":2,"10":3,"9":4,"__proto__":5}', '[1.0,1e2,12345678901234567890,-0]'])(
    '%s keeps its order and its numbers',
    (text) => {
      const read = readJson(text)
      expect('fault' in read ? read.fault : printJson(read.value, 'compact')).toBe(text)
    },
  )

  test.each<[string, JsonFault]>([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['{}{}', 'not-json'],
    ['{"a":1,}', 'not-json'],
    ['[1,]', 'not-json'],
    ['[1 2]', 'not-json'],
    ['{"a" 1}', 'not-json'],
    ['{a:1}', 'not-json'],
    ["{'a':1}", 'not-json'],
    ['01', 'not-json'],
    ['+1', 'not-json'],
    ['.5', 'not-json'],
    ['NaN', 'not-json'],
    ['TRUE', 'not-json'],
    ['"a', 'not-json'],
    ['"\\x"', 'not-json'],
    ['"\\u12"', 'not-json'],
    ['"\n"', 'not-json'],
    ['"\0"', 'not-json'],
    ['// no comments\n{}', 'not-json'],
    ['\ufeff{}', 'not-json'],
    ['\u00a0{}', 'not-json'],
    ['"\\u0000"', 'forbidden-character'],
    ['{"a\\u0000":1}', 'forbidden-character'],
    ['"\\ud800"', 'forbidden-character'],
    ['{"a":1,"a":1}', 'duplicate-key'],
    ['{"a":1,"\\u0061":2}', 'duplicate-key'],
    ['{"x":{"a":1,"b":2,"a":3}}', 'duplicate-key'],
    ['['.repeat(18) + ']'.repeat(18), 'too-deep'],
    ['['.repeat(131_072), 'too-deep'],
    ['{"a":'.repeat(20_000), 'too-deep'],
    [' '.repeat(131_073), 'too-long'],
  ])('is refused in the invalid example %#', (text, fault) => {
    expect(readJson(text)).toEqual({ fault })
  })
})
