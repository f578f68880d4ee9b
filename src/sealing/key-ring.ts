/**
 * The master key, and what it protects: data keys (wrapped), secrets of access keys, and what is given out
 * and comes back: registry tokens, download URLs, page tokens (sealed).
 *
 * A sealed box, version 1:
 *
 *     ┌─────────┬───────────┬──────────────────┬────────┐
 *     │ 1 (u8)  │ nonce 12  │ AES-256-GCM text │ tag 16 │   additional data: the binding, utf-8
 *     └─────────┴───────────┴──────────────────┴────────┘
 *
 * Every kind has a key of its own, derived from the master key by HKDF-SHA-256 (RFC 5869) with the kind in its info, so that
 * a box of one kind never opens as another.
 */
import { createCipheriv, createDecipheriv, createHash, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { Ids } from '../platform/ids.ts'

export type SealedKind =
  | 'data-key'
  | 'access-key'
  | 'registry-token'
  | 'session-token'
  | 'download-url'
  | 'page-token'
  | 'deletion-task'

export interface KeyRing {
  /** Names the master key that seals now: the first 16 hex digits of its SHA-256. */
  readonly keyId: string
  /** `binding` is what the box belongs to (a storage key, an access key id): it only opens with the same. */
  seal(kind: SealedKind, binding: string, plain: Uint8Array): Buffer
  /** Undefined when the box is not one of ours: wrong key, kind or binding, or damaged. */
  open(kind: SealedKind, binding: string, box: Uint8Array): Buffer | undefined
}

const version = 1
const nonceSize = 12
const tagSize = 16

export const masterKeySizeBytes = 32

export function keyRing(masterKey: Uint8Array, ids: Ids): KeyRing {
  if (masterKey.byteLength !== masterKeySizeBytes) throw new RangeError(`a master key has ${masterKeySizeBytes} bytes`)
  // As key objects: node takes four times as long for a small box when the key comes as bytes.
  const derived = new Map<SealedKind, KeyObject>()
  const keyFor = (kind: SealedKind): KeyObject => {
    let key = derived.get(kind)
    if (key === undefined) {
      const bytes = hkdfSync('sha256', masterKey, Buffer.alloc(0), `ecrd ${kind} 1`, masterKeySizeBytes)
      key = createSecretKey(new Uint8Array(bytes))
      derived.set(kind, key)
    }
    return key
  }
  return {
    keyId: createHash('sha256').update(masterKey).digest('hex').slice(0, 16),
    seal(kind, binding, plain) {
      const nonce = ids.bytes(nonceSize)
      const cipher = createCipheriv('aes-256-gcm', keyFor(kind), nonce)
      cipher.setAAD(Buffer.from(binding))
      const text = cipher.update(plain)
      cipher.final()
      return Buffer.concat([Buffer.of(version), nonce, text, cipher.getAuthTag()])
    },
    open(kind, binding, box) {
      if (box.byteLength < 1 + nonceSize + tagSize || box[0] !== version) return undefined
      const decipher = createDecipheriv('aes-256-gcm', keyFor(kind), box.subarray(1, 1 + nonceSize))
      decipher.setAAD(Buffer.from(binding))
      decipher.setAuthTag(box.subarray(box.byteLength - tagSize))
      try {
        const plain = decipher.update(box.subarray(1 + nonceSize, box.byteLength - tagSize))
        decipher.final()
        return plain
      } catch {
        return undefined
      }
    },
  }
}
