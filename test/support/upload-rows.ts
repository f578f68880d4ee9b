import { createHash } from 'node:crypto'
import type { BlobStore } from '../../src/blobs/blob-store.ts'
import type { BlobBytes, Blobs, ByteRange, Pieces, StoredUpload, UploadRow } from '../../src/blobs/blobs.ts'
import type { DigestAlgorithm } from '../../src/standards/oci/digest.ts'
import { type BlobDrivers, createBlobs } from '../../src/blobs/create-blobs.ts'
import { keyRing } from '../../src/sealing/key-ring.ts'
import { randomIds } from '../../src/platform/ids.ts'

/** An upload with its row, which changes only by what a session has flushed: what the database does. */
export interface UploadWithRow extends UploadRow {
  readonly uuid: string
  /** One request that appends; the row is not touched unless it succeeds. */
  append(blobs: Pick<Blobs, 'resume'>, chunks: Iterable<Uint8Array>): Promise<void>
  /** One request that appends and ends the upload. */
  finish(blobs: Pick<Blobs, 'resume'>, chunks: Iterable<Uint8Array>, algorithm?: DigestAlgorithm): Promise<BlobBytes>
  readonly size: number
}

export function openUpload(
  blobs: Pick<Blobs, 'reserve'>,
  uuid = 'b6ad4e1a-9d2c-4c0a-8f0e-0d9c3b5d2a10',
): UploadWithRow {
  let row: StoredUpload = { upload: { ...blobs.reserve(), uuid, size: 0, revision: 0 }, partialFrame: undefined }
  return {
    uuid,
    load: () => Promise.resolve(row),
    get revision() {
      return row.upload.revision
    },
    claim: () => Promise.resolve(),
    release: () => Promise.resolve(),
    async append(blobs, chunks) {
      await using session = await blobs.resume(uuid, this)
      for (const chunk of chunks) await session.write(chunk)
      const { size, sealedPartialFrame } = await session.flush()
      row = { upload: { ...row.upload, size, revision: row.upload.revision + 1 }, partialFrame: sealedPartialFrame }
    },
    async finish(blobs, chunks, algorithm = 'sha256') {
      await using session = await blobs.resume(uuid, this)
      for (const chunk of chunks) await session.write(chunk)
      const finished = await session.finish(algorithm, () => true)
      if (finished === undefined) throw new Error('an expected digest was refused')
      return finished
    },
    get size() {
      return row.upload.size
    },
  }
}

export async function readAll(blobs: Blobs, blob: BlobBytes, range?: ByteRange): Promise<Buffer> {
  return gathered(blobs.read(blob, range))
}

/** However they come. Pieces are only lent. */
export async function gathered(bytes: Pieces | Buffer): Promise<Buffer> {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.concat(await Array.fromAsync(bytes, (piece) => Buffer.from(piece)))
}

/** Bytes that differ everywhere and are the same each time: a xorshift generator's. */
export function noise(sizeBytes: number, seed = 1): Buffer {
  const words = new Uint32Array(Math.ceil(sizeBytes / 4))
  let state = (seed * 2654435761) >>> 0 || 1
  for (let i = 0; i < words.length; i += 1) {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    words[i] = state
  }
  return Buffer.from(words.buffer, 0, sizeBytes)
}

/** Blobs over a store, with the same master key each time; closed by `await using`. */
export function blobsOver(store: BlobStore, sealing: BlobDrivers['sealing'] = 'frames-1'): Blobs & AsyncDisposable {
  const blobs = createBlobs({ store, sealing, ids: randomIds, keys: keyRing(Buffer.alloc(32, 1), randomIds) })
  return { ...blobs, [Symbol.asyncDispose]: () => blobs.close() }
}

export function digestOf(bytes: Uint8Array, algorithm: DigestAlgorithm = 'sha256'): string {
  return `${algorithm}:${createHash(algorithm).update(bytes).digest('hex')}`
}
