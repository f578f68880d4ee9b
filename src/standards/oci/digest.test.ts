import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DigestAlgorithm, digestOf, isDigest, parseDigest } from './digest.ts'

const hex = (length: number): string => 'a0'.repeat(length / 2)

describe('digests', () => {
  test.each([
    [`sha256:${hex(64)}`, { algorithm: 'sha256', hex: hex(64) }],
    [`sha512:${hex(128)}`, { algorithm: 'sha512', hex: hex(128) }],
  ])('%s are parsed as %j', (text, digest) => {
    expect(parseDigest(text)).toEqual(digest)
    expect(isDigest(text)).toBe(true)
  })

  test.each([
    '',
    ':',
    'sha256',
    'sha256:',
    hex(64),
    `:${hex(64)}`,
    `sha256:${hex(62)}`,
    `sha256:${hex(66)}`,
    `sha256:${hex(128)}`,
    `sha512:${hex(64)}`,
    `sha256:${hex(64).toUpperCase()}`,
    `SHA256:${hex(64)}`,
    `sha256:${hex(62)}g0`,
    `sha256:${hex(64)}\n`,
    `\nsha256:${hex(64)}`,
    `sha256:${hex(62)}\0\0`,
    `sha256:${'٠'.repeat(64)}`,
    `sha256:../${hex(58)}..`,
    `sha256%3a${hex(64)}`,
    `sha384:${hex(96)}`,
    `md5:${hex(32)}`,
    `sha256+b64:${hex(64)}`,
    `sha256:${'a'.repeat(1000)}`,
  ])('do not include %j', (text) => {
    expect(parseDigest(text)).toBeUndefined()
    expect(isDigest(text)).toBe(false)
  })

  test('of bytes are the hash of their algorithm, and can be parsed', () => {
    const algorithms = fc.constantFrom<DigestAlgorithm>('sha256', 'sha512')
    fc.assert(
      fc.property(algorithms, fc.uint8Array(), (algorithm, bytes) => {
        const expected = createHash(algorithm).update(bytes).digest('hex')
        expect(parseDigest(digestOf(algorithm, bytes))).toEqual({ algorithm, hex: expected })
      }),
    )
  })

  test('are an algorithm and the number of hexadecimal digits that it has, and nothing else', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '9', 'a', 'f'), minLength: 63, maxLength: 65 })
    const piece = fc.oneof(
      digits,
      fc.constantFrom('sha256', 'sha512', ':', '/', '..', '%3a', '\0', '\n', 'A', 'g', '+'),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 5 }), (pieces) => {
        const text = pieces.join('')
        const [algorithm, hex = '', ...more] = text.split(':')
        const length = { sha256: 64, sha512: 128 }[algorithm ?? '']
        const expected = more.length === 0 && hex.length === length && !/[^0-9a-f]/.test(hex)
        expect(isDigest(text)).toBe(expected)
        expect(parseDigest(text)).toEqual(expected ? { algorithm, hex } : undefined)
      }),
      { numRuns: 2_000, examples: [[['sha512', ':', hex(128)]], [['sha256', ':', hex(64), '\n']]] },
    )
  })
})
