import { Readable } from 'node:stream'
import { type BlobKey, frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { BlobBytes, ByteRange } from './blobs.ts'
import { openFromRow, unwrapKey } from './placement.ts'
import { frameOf, type OpenBlob, openBlob, readFully, withOpenFrame } from './read-stored.ts'
import type { Transfers } from './transfers.ts'

/**
 * How much may be under way to all clients together. Up to 16 reads give out a frame's worth at a time. When more
 * are open, each gives out less and opens its frame again for the next piece: many slow clients cost work, not memory.
 */
const underWayBytes = 16 * frameSizeBytes
const minPieceSizeBytes = 64 * 1024

export function readBlob(transfers: Transfers, blob: BlobBytes, range?: ByteRange): Readable | Buffer {
  const part = range ?? { first: 0, last: blob.size - 1 }
  if (blob.store === 'inline') return inlineBytes(transfers, blob, part)
  // With this mark the stream asks for a piece only when it has none.
  return Readable.from(storedPieces(transfers, blob, part), { objectMode: false, highWaterMark: 1 })
}

function inlineBytes({ keys }: Transfers, row: BlobBytes, { first, last }: ByteRange): Buffer {
  const place = { kind: 'inline', index: 0 } as const
  const plain = row.inline_bytes && openFromRow(unwrapKey(keys, row), place, row.inline_bytes)
  if (plain?.byteLength !== row.size) throw new DamagedBlob(row.storage_key, 'its row does not hold its bytes')
  return Buffer.from(plain.buffer, plain.byteOffset + first, last + 1 - first)
}

async function* storedPieces(transfers: Transfers, row: BlobBytes, part: ByteRange): AsyncGenerator<Uint8Array> {
  const key = unwrapKey(transfers.keys, row)
  const blob = await openBlob(transfers, { storageKey: row.storage_key, key })
  transfers.openReads += 1
  try {
    for (let position = part.first; position <= part.last; ) {
      const sizeBytes = Math.min(part.last + 1 - position, pieceSizeBytes(transfers))
      const wanted = { position, sizeBytes, blobSizeBytes: row.size }
      const piece = key ? await sealedPiece(transfers, blob, key, wanted) : await plainPiece(blob, wanted)
      yield piece
      position += piece.byteLength
    }
    // A sealed blob of whole frames ends with an empty one: without it, frames may be missing.
    if (key && part.last === row.size - 1 && row.size % frameSizeBytes === 0) {
      await withOpenFrame(transfers, blob, key, frameOf(row.size, row.size / frameSizeBytes), () => undefined)
    }
  } finally {
    transfers.openReads -= 1
    await blob.reader.close()
  }
}

/** All in plain bytes. */
interface Wanted {
  readonly position: number
  readonly sizeBytes: number
  readonly blobSizeBytes: number
}

function pieceSizeBytes({ openReads }: Transfers): number {
  return Math.min(frameSizeBytes, Math.max(minPieceSizeBytes, Math.floor(underWayBytes / openReads)))
}

async function plainPiece(blob: OpenBlob, { position, sizeBytes }: Wanted): Promise<Buffer> {
  const piece = Buffer.allocUnsafeSlow(sizeBytes)
  await readFully(blob, piece, position)
  return piece
}

/** What is wanted, up to the end of its frame. */
async function sealedPiece(
  transfers: Transfers,
  blob: OpenBlob,
  key: BlobKey,
  { position, sizeBytes, blobSizeBytes }: Wanted,
): Promise<Buffer> {
  const frame = frameOf(blobSizeBytes, Math.floor(position / frameSizeBytes))
  const start = position % frameSizeBytes
  // A copy: the frame's own memory is another frame's in a moment.
  return withOpenFrame(transfers, blob, key, frame, (plain) => copyOf(plain.subarray(start, start + sizeBytes)))
}

function copyOf(bytes: Uint8Array): Buffer {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength)
  copy.set(bytes)
  return copy
}
