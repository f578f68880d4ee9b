import { Readable } from 'node:stream'
import { frameSizeBytes } from '../sealing/frames.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { BlobBytes, ByteRange } from './blobs.ts'
import { openFromRow, unwrapKey } from './placement.ts'
import { frameOf, openBlob, readFrame } from './read-stored.ts'
import type { Transfers } from './transfers.ts'

/**
 * How much may be under way to all clients together. Up to 64 reads give out whole frames. When more are open, each
 * gives out less at a time and opens its frame again for the next piece: many slow clients cost work, not memory.
 */
const underWayBytes = 64 * frameSizeBytes
const minPieceSizeBytes = 64 * 1024

export function readBlob(transfers: Transfers, blob: BlobBytes, range?: ByteRange): Readable {
  const part = range ?? { first: 0, last: blob.size - 1 }
  const pieces = blob.store === 'inline' ? inlinePiece(transfers, blob, part) : storedPieces(transfers, blob, part)
  // With this mark the stream asks for a piece only when it has none.
  return Readable.from(pieces, { objectMode: false, highWaterMark: 1 })
}

async function* inlinePiece(
  { keys }: Transfers,
  row: BlobBytes,
  { first, last }: ByteRange,
): AsyncGenerator<Uint8Array> {
  const place = { kind: 'inline', index: 0 } as const
  const plain = row.inline_bytes && openFromRow(unwrapKey(keys, row), place, row.inline_bytes)
  if (plain?.byteLength !== row.size) throw new DamagedBlob(row.storage_key, 'its row does not hold its bytes')
  if (first <= last) yield plain.subarray(first, last + 1)
}

async function* storedPieces(transfers: Transfers, row: BlobBytes, part: ByteRange): AsyncGenerator<Uint8Array> {
  const blob = await openBlob(transfers, { storageKey: row.storage_key, key: unwrapKey(transfers.keys, row) })
  transfers.openReads += 1
  try {
    let position = part.first
    while (position <= part.last) {
      const plain = await readFrame(transfers, blob, frameOf(row.size, Math.floor(position / frameSizeBytes)))
      const start = position % frameSizeBytes
      const sizeBytes = Math.min(part.last + 1 - position, pieceSizeBytes(transfers))
      const piece = cut(plain, start, start + sizeBytes)
      yield piece
      position += piece.byteLength
    }
    // A blob of whole frames ends with an empty one: without it, frames may be missing.
    if (position === row.size && row.size % frameSizeBytes === 0) {
      await readFrame(transfers, blob, frameOf(row.size, row.size / frameSizeBytes))
    }
  } finally {
    transfers.openReads -= 1
    await blob.reader.close()
  }
}

function pieceSizeBytes({ openReads }: Transfers): number {
  return Math.max(minPieceSizeBytes, Math.floor(underWayBytes / openReads))
}

/** A slice would keep the whole frame in memory for as long as its client takes. */
function cut(plain: Buffer, start: number, end: number): Buffer {
  const isWhole = start === 0 && end >= plain.byteLength
  return isWhole ? plain : Buffer.from(plain.subarray(start, end))
}
