import fc from 'fast-check'
import { expect, test } from 'vitest'
import { encodeDocument } from './encode-document.ts'

test('encodeDocument encodes blanks as %20, and all reserved characters of RFC 3986', () => {
  expect(encodeDocument(`{"a": "*'()!~-_.é"}`)).toBe('%7B%22a%22%3A%20%22%2A%27%28%29%21~-_.%C3%A9%22%7D')
})

test('encodeDocument leaves only unreserved characters, and its result decodes to the same text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const encoded = encodeDocument(text)
      expect(encoded).toMatch(/^(?:[\w.~-]|%[0-9A-F]{2})*$/)
      expect(decodeURIComponent(encoded)).toBe(text)
    }),
  )
})
