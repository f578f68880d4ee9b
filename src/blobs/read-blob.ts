import { frameSizeBytes } from '../sealing/frames.ts'
import { freeMemory } from '../platform/free-memory.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { BlobBytes, ByteRange, Pieces } from './blobs.ts'
import { createFrameReader, type FrameReader } from './frame-reader.ts'
import { openFromRow, requireStore, unwrapKey } from './placement.ts'
import { openBlob } from './read-stored.ts'
import type { Transfers } from './transfers.ts'

/** So many reads may lend their frames themselves, with the next one read ahead. */
const lendingReads = 8

/**
 * When more are open, each gives out a copy and holds no frame while its client takes it. Together the copies have this
 * size: where that is less than a frame for each, it is read again for its next piece. Many slow clients cost work, not memory.
 */
const copiesSizeBytes = 16 * frameSizeBytes
const minCopySizeBytes = 64 * 1024

export function readBlob(transfers: Transfers, blob: BlobBytes, range?: ByteRange): Pieces | Buffer {
  const part = range ?? { first: 0, last: blob.size - 1 }
  return blob.store === 'inline' ? inlineBytes(transfers, blob, part) : storedPieces(transfers, blob, part)
}

function inlineBytes({ keys }: Transfers, row: BlobBytes, { first, last }: ByteRange): Buffer {
  const place = { kind: 'inline', index: 0 } as const
  const plain = row.inline_bytes && openFromRow(unwrapKey(keys, row), place, row.inline_bytes)
  if (plain?.byteLength !== row.size) throw new DamagedBlob(row.storage_key, 'its row does not hold its bytes')
  return Buffer.from(plain.buffer, plain.byteOffset + first, last + 1 - first)
}

async function* storedPieces(transfers: Transfers, row: BlobBytes, part: ByteRange): Pieces {
  requireStore(transfers.store, row)
  const key = unwrapKey(transfers.keys, row)
  const blob = await openBlob(transfers, { storageKey: row.storage_key, key })
  const frames = createFrameReader(transfers, blob, row.size)
  transfers.openReads += 1
  try {
    for (let position = part.first; position <= part.last; ) {
      position += yield* nextPiece(transfers, frames, { first: position, last: part.last })
    }
    if (part.last === row.size - 1) await frames.checkEnd()
  } finally {
    transfers.openReads -= 1
    await frames.close()
    await blob.reader.close()
  }
}

/** What is wanted of the frame that it begins in, or of the first of it; how much that was. */
async function* nextPiece(
  transfers: Transfers,
  frames: FrameReader,
  { first, last }: ByteRange,
): AsyncGenerator<Uint8Array, number, undefined> {
  const index = Math.floor(first / frameSizeBytes)
  const frameStart = index * frameSizeBytes
  const { frameBuffer, plain } = await frames.take(index)
  const wanted = plain.subarray(first - frameStart, last + 1 - frameStart)
  const { openReads, frameBuffers } = transfers
  if (openReads <= lendingReads) {
    if (frameStart + frameSizeBytes <= last) frames.readAhead(index + 1)
    return yield* lend(wanted, () => frameBuffers.giveBack(frameBuffer))
  }
  const copy = copyOf(wanted.subarray(0, Math.max(minCopySizeBytes, Math.floor(copiesSizeBytes / openReads))))
  frameBuffers.giveBack(frameBuffer)
  return yield* lend(copy, () => freeMemory(copy))
}

/** Until the next piece is asked for, or the reader stops. */
async function* lend(piece: Uint8Array, takeBack: () => void): AsyncGenerator<Uint8Array, number, undefined> {
  const { byteLength } = piece
  try {
    yield piece
  } finally {
    takeBack()
  }
  return byteLength
}

function copyOf(bytes: Uint8Array): Uint8Array {
  const copy = Buffer.allocUnsafeSlow(bytes.byteLength)
  copy.set(bytes)
  return copy
}
