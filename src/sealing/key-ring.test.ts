import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { randomIds } from '../platform/ids.ts'
import { keyRing, masterKeySizeBytes, type SealedKind } from './key-ring.ts'

const masterKey = Buffer.alloc(masterKeySizeBytes, 7)
const keys = keyRing(masterKey, randomIds)
const kinds: SealedKind[] = ['data-key', 'access-key', 'registry-token', 'download-url', 'page-token']
const plain = Buffer.from('a secret')

describe('the key ring', () => {
  test('a key ring opens what it has sealed, for any kind, binding and bytes', () => {
    fc.assert(
      fc.property(fc.constantFrom(...kinds), fc.string(), fc.uint8Array(), (kind, binding, bytes) => {
        expect(keys.open(kind, binding, keys.seal(kind, binding, bytes))).toEqual(Buffer.from(bytes))
      }),
    )
  })

  test('a box opens after a restart with the same master key', () => {
    const box = keys.seal('data-key', 'blob', plain)
    expect(keyRing(masterKey, randomIds).open('data-key', 'blob', box)).toEqual(plain)
  })

  test('a box is one byte, a nonce of 12, the text and a tag of 16', () => {
    const box = keys.seal('data-key', 'blob', plain)
    expect(box.byteLength).toBe(1 + 12 + plain.byteLength + 16)
    expect(box[0]).toBe(1)
  })

  test('the same bytes sealed twice are two different boxes', () => {
    expect(keys.seal('data-key', 'blob', plain)).not.toEqual(keys.seal('data-key', 'blob', plain))
  })

  test('the key id is the same for the same master key, and does not reveal it', () => {
    expect(keys.keyId).toMatch(/^[0-9a-f]{16}$/)
    expect(keyRing(masterKey, randomIds).keyId).toBe(keys.keyId)
    expect(keyRing(Buffer.alloc(masterKeySizeBytes, 8), randomIds).keyId).not.toBe(keys.keyId)
    expect(masterKey.toString('hex')).not.toContain(keys.keyId)
  })

  test('another master key, kind or binding opens nothing', () => {
    const box = keys.seal('data-key', 'blob', plain)
    expect(keyRing(Buffer.alloc(masterKeySizeBytes, 8), randomIds).open('data-key', 'blob', box)).toBeUndefined()
    expect(keys.open('data-key', 'other', box)).toBeUndefined()
    for (const kind of kinds.slice(1)) expect(keys.open(kind, 'blob', box)).toBeUndefined()
  })

  test('a box with any bit changed, cut or grown does not open', () => {
    const box = keys.seal('registry-token', '', plain)
    for (let bit = 0; bit < box.byteLength * 8; bit += 1) {
      const changed = Buffer.from(box)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(keys.open('registry-token', '', changed)).toBeUndefined()
    }
    for (let size = 0; size < box.byteLength; size += 1) {
      expect(keys.open('registry-token', '', box.subarray(0, size))).toBeUndefined()
    }
    expect(keys.open('registry-token', '', Buffer.concat([box, Buffer.of(0)]))).toBeUndefined()
  })

  test.each([0, 16, 31, 33])('a master key of %i bytes is refused', (sizeBytes) => {
    expect(() => keyRing(Buffer.alloc(sizeBytes), randomIds)).toThrow(new RangeError('a master key has 32 bytes'))
  })
})
