import { createDecipheriv } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type BlobKey, boxOverheadBytes, frameSizeBytes, openBox, type Place, sealBox } from './frames.ts'

const key: BlobKey = { storageKey: '00112233445566778899aabbccddeeff', dataKey: Buffer.alloc(32, 5) }
const nonce = Buffer.from('000102030405060708090a0b', 'hex')
const frame: Place = { kind: 'frame', index: 3 }

describe('frames-1', () => {
  test('a box opens at the place for which it was sealed', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Place['kind']>('frame', 'last-frame', 'tail', 'inline'),
        fc.nat(),
        fc.uint8Array({ maxLength: 200 }),
        (kind, index, plain) => {
          const box = sealBox(key, { kind, index }, nonce, plain)
          expect(box.byteLength).toBe(plain.byteLength + boxOverheadBytes)
          expect(openBox(key, { kind, index }, box)).toEqual(Buffer.from(plain))
        },
      ),
    )
  })

  test.each([0, 1, 65_535, 65_536, 65_537, frameSizeBytes])(
    '%i bytes are the same after sealing and opening',
    (sizeBytes) => {
      const plain = Buffer.alloc(sizeBytes, 'ecr')
      expect(openBox(key, frame, sealBox(key, frame, nonce, plain))).toEqual(plain)
    },
  )

  test('a box is a nonce, the AES-256-GCM ciphertext and a tag, bound to its place and its blob', () => {
    const box = sealBox(key, { kind: 'last-frame', index: 0x1_0203 }, nonce, Buffer.from('plain'))
    const decipher = createDecipheriv('aes-256-gcm', key.dataKey, box.subarray(0, 12))
    decipher.setAAD(Buffer.concat([Buffer.from('010000000000010203', 'hex'), Buffer.from(key.storageKey)]))
    decipher.setAuthTag(box.subarray(-16))
    expect(box.subarray(0, 12)).toEqual(nonce)
    expect(decipher.update(box.subarray(12, -16), undefined, 'utf8') + decipher.final('utf8')).toBe('plain')
  })

  test.each<[string, BlobKey, Place]>([
    ['another index', key, { kind: 'frame', index: 4 }],
    ['the last frame', key, { kind: 'last-frame', index: 3 }],
    ['a tail', key, { kind: 'tail', index: 3 }],
    ['an inline blob', key, { kind: 'inline', index: 3 }],
    ['another blob', { ...key, storageKey: 'ffeeddccbbaa99887766554433221100' }, frame],
    ['another key', { ...key, dataKey: Buffer.alloc(32, 6) }, frame],
  ])('a frame does not open as %s', (_, as, place) => {
    expect(openBox(as, place, sealBox(key, frame, nonce, Buffer.from('plain')))).toBeUndefined()
  })

  test('a box with any bit changed, cut or grown does not open', () => {
    const box = sealBox(key, frame, nonce, Buffer.from('plain bytes'))
    for (let bit = 0; bit < box.byteLength * 8; bit += 1) {
      const changed = Buffer.from(box)
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3)
      expect(openBox(key, frame, changed)).toBeUndefined()
    }
    for (let size = 0; size < box.byteLength; size += 1) {
      expect(openBox(key, frame, box.subarray(0, size))).toBeUndefined()
    }
    expect(openBox(key, frame, Buffer.concat([box, Buffer.of(0)]))).toBeUndefined()
  })
})
