/**
 * `frames-1`: how a blob's bytes are sealed by its own data key, so that a part of it opens without the rest.
 *
 *     blob, sealed      ┌─────────┬─────────┬───┬─────────────┐
 *                       │ frame 0 │ frame 1 │ … │ last frame  │
 *                       └─────────┴─────────┴───┴─────────────┘
 *     plain bytes         1 MiB     1 MiB         0 … 1 MiB - 1
 *
 *     a box (any frame) ┌──────────┬────────────────────┬────────┐
 *                       │ nonce 12 │ AES-256-GCM text   │ tag 16 │
 *                       └──────────┴────────────────────┴────────┘
 *     additional data   ┌─────────┬────────────┬─────────────────────┐
 *                       │ kind u8 │ index u64  │ storage key, utf-8  │
 *                       └─────────┴────────────┴─────────────────────┘
 *
 * A finished blob always ends with a last frame, if need be an empty one, so that a cut at a frame's edge shows.
 * The index keeps frames from changing places, the storage key from moving to another blob. While an upload is open
 * only full frames are written; bytes short of one are a box of kind `tail`, which carries the index of the frame that
 * they begin. A blob small enough to live in its row is one box of kind `inline`.
 *
 * A box is sealed once, with a random nonce of its own (NIST SP 800-38D, 8.2.2): what is written again after a failure
 * is a new box. The largest blob, 50 GB, takes 50,000 of the 2^32 boxes that one key may seal.
 */
import {
  type Cipheriv,
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  type Decipheriv,
  type KeyObject,
} from 'node:crypto'
import { freeMemory } from '../platform/free-memory.ts'

export const frameSizeBytes = 1024 * 1024
export const nonceSizeBytes = 12
export const dataKeySizeBytes = 32
const tagSizeBytes = 16
/** What sealing adds to a frame's plain bytes. */
export const boxOverheadBytes = nonceSizeBytes + tagSizeBytes

/** The data key of one blob and the name that its boxes are bound to. */
export interface BlobKey {
  readonly storageKey: string
  readonly dataKey: Uint8Array
}

/** What a box is, and the frame that it is or begins. */
export interface Place {
  readonly kind: 'frame' | 'last-frame' | 'tail' | 'inline'
  readonly index: number
}

const kindCodes: Readonly<Record<Place['kind'], number>> = { frame: 0, 'last-frame': 1, tail: 2, inline: 3 }

/** The cipher returns its text in a new buffer: small steps keep that in the processor's cache. */
const stepSizeBytes = 64 * 1024

/** Seals where the bytes lie: `box` holds the nonce, the plain bytes, and room for the tag. */
export function sealInPlace(key: BlobKey, place: Place, box: Uint8Array): void {
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), box.subarray(0, nonceSizeBytes))
  cipher.setAAD(additionalData(key, place))
  passThrough(cipher, box.subarray(nonceSizeBytes, box.byteLength - tagSizeBytes))
  cipher.final()
  box.set(cipher.getAuthTag(), box.byteLength - tagSizeBytes)
}

/** Seals a copy of the plain bytes. */
export function sealBox(key: BlobKey, place: Place, nonce: Uint8Array, plain: Uint8Array): Buffer {
  const box = Buffer.allocUnsafeSlow(plain.byteLength + boxOverheadBytes)
  box.set(nonce)
  box.set(plain, nonceSizeBytes)
  sealInPlace(key, place, box)
  return box
}

/**
 * Opens where the bytes lie; the plain part of `box`. Undefined when the box is not the one that was sealed for this place:
 * then what lies there is worth nothing.
 */
export function openInPlace(key: BlobKey, place: Place, box: Uint8Array): Uint8Array | undefined {
  if (box.byteLength < boxOverheadBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), box.subarray(0, nonceSizeBytes))
  decipher.setAAD(additionalData(key, place))
  decipher.setAuthTag(box.subarray(box.byteLength - tagSizeBytes))
  const text = box.subarray(nonceSizeBytes, box.byteLength - tagSizeBytes)
  try {
    passThrough(decipher, text)
    decipher.final()
    return text
  } catch {
    return undefined
  }
}

/** What the cipher makes of the bytes takes their place. It gives it out in memory of its own, which is freed at once. */
function passThrough(cipher: Cipheriv | Decipheriv, bytes: Uint8Array): void {
  for (let start = 0; start < bytes.byteLength; start += stepSizeBytes) {
    const step = bytes.subarray(start, start + stepSizeBytes)
    const changed = cipher.update(step)
    step.set(changed)
    freeMemory(changed)
  }
}

/** Opens a copy. */
export function openBox(key: BlobKey, place: Place, box: Uint8Array): Uint8Array | undefined {
  return openInPlace(key, place, Buffer.from(box))
}

/** Node takes 20 µs for a key that comes as bytes, and 5 for making an object of it first. */
function keyObject({ dataKey }: BlobKey): KeyObject {
  return createSecretKey(dataKey)
}

function additionalData(key: BlobKey, place: Place): Buffer {
  const head = Buffer.alloc(9)
  head.writeUInt8(kindCodes[place.kind])
  head.writeBigUInt64BE(BigInt(place.index), 1)
  return Buffer.concat([head, Buffer.from(key.storageKey)])
}
