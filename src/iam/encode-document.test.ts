import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeDocument } from './encode-document.ts'

test('blanks are %20, and what RFC 3986 reserves is encoded', () => {
  expect(encodeDocument(`{"a": "*'()!~-_.é"}`)).toBe('%7B%22a%22%3A%20%22%2A%27%28%29%21~-_.%C3%A9%22%7D')
})

test('nothing but unreserved characters is left, and it reads back', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = encodeDocument(text)
      expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/)
      expect(decodeURIComponent(encoded)).toBe(text)
    }),
  )
})
