import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type DigestAlgorithm, digestOf, isDigest, parseDigest } from './digest.ts'

const hex = (length: number): string => 'a0'.repeat(length / 2)

describe('digests', () => {
  test.each([
    [`sha256:${hex(64)}`, { algorithm: 'sha256', hex: hex(64) }],
    [`sha512:${hex(128)}`, { algorithm: 'sha512', hex: hex(128) }],
  ])('%s', (text, digest) => {
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
  ])('%j is none', (text) => {
    expect(parseDigest(text)).toBeUndefined()
    expect(isDigest(text)).toBe(false)
  })

  test('of bytes are what their algorithm says, and parse', () => {
    const algorithms = fc.constantFrom<DigestAlgorithm>('sha256', 'sha512')
    fc.assert(
      fc.property(algorithms, fc.uint8Array(), (algorithm, bytes) => {
        const expected = createHash(algorithm).update(bytes).digest('hex')
        expect(parseDigest(digestOf(algorithm, bytes))).toEqual({ algorithm, hex: expected })
      }),
    )
  })
})
