import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blobsOver, gathered, noise, openUpload, readAll } from '../../test/support/upload-rows.ts'
import { boxOverheadBytes, frameSizeBytes } from '../sealing/frames.ts'
import { keyRing } from '../sealing/key-ring.ts'
import { randomIds } from '../platform/ids.ts'
import { DamagedBlob } from './blob-errors.ts'
import type { BlobStore } from './blob-store.ts'
import type { BlobBytes, Pieces } from './blobs.ts'
import { memoryStore } from './memory/memory-store.ts'
import { readBlob } from './read-blob.ts'
import { createTransfers } from './transfers.ts'

const sealedFrameBytes = frameSizeBytes + boxOverheadBytes

describe.each(['frames-1', 'none'] as const)('with sealing %s, a range', (sealing) => {
  test.each([1, 30_000, 40_000, frameSizeBytes, 2 * frameSizeBytes + 77])(
    'of a blob of %i bytes is read exactly',
    async (sizeBytes) => {
      await using blobs = blobsOver(memoryStore(), sealing)
      const bytes = noise(sizeBytes)
      const blob = await openUpload(blobs).finish(blobs, [bytes])
      const end = fc.oneof(
        fc.nat(sizeBytes - 1),
        fc.constantFrom(0, sizeBytes - 1, frameSizeBytes - 1, frameSizeBytes).filter((at) => at < sizeBytes),
      )
      await fc.assert(
        fc.asyncProperty(end, end, async (a, b) => {
          const range = { first: Math.min(a, b), last: Math.max(a, b) }
          const read = await readAll(blobs, blob, range)
          expect(read.equals(bytes.subarray(range.first, range.last + 1))).toBe(true)
        }),
        { numRuns: 30 },
      )
    },
  )
})

test('a range reads only the frames that it touches', async () => {
  const reads: number[] = []
  await using blobs = blobsOver(watchReads(memoryStore(), reads))
  const blob = await openUpload(blobs).finish(blobs, [noise(5 * frameSizeBytes)])
  await readAll(blobs, blob, { first: 2 * frameSizeBytes - 1, last: 2 * frameSizeBytes })
  expect(reads).toEqual([sealedFrameBytes, 2 * sealedFrameBytes])
})

describe('damage', () => {
  test('to any byte ends the stream before a byte of that frame is given out', async () => {
    const store = memoryStore()
    await using blobs = blobsOver(store)
    const bytes = noise(2 * frameSizeBytes + 1000)
    const blob = await openUpload(blobs).finish(blobs, [bytes])
    const stored = await bytesOf(store, blob)
    const edge = fc.constantFrom(0, 11, 12, sealedFrameBytes - 1, sealedFrameBytes, stored.byteLength - 1)
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(edge, fc.nat(stored.byteLength - 1)),
        fc.integer({ min: 1, max: 255 }),
        async (at, by) => {
          const changed = Buffer.from(stored)
          changed.writeUInt8(changed.readUInt8(at) ^ by, at)
          await replace(store, blob, changed)
          const given = await readUntilDamage(blobs.read(blob) as Pieces)
          expect(given.equals(bytes.subarray(0, Math.floor(at / sealedFrameBytes) * frameSizeBytes))).toBe(true)
        },
      ),
      { numRuns: 25 },
    )
  })

  test.each([
    ['cut at the end of a frame', (frames: Buffer[]) => frames.slice(0, -1)],
    ['cut to nothing', () => []],
    ['cut within the last frame', (frames: Buffer[]) => [...frames.slice(0, -1), frames.at(-1)?.subarray(1) ?? frames]],
    ['two frames swapped', ([a, b, ...rest]: Buffer[]) => [b, a, ...rest]],
    ['a frame repeated', ([a, , ...rest]: Buffer[]) => [a, a, ...rest]],
    ['a frame left out', ([a, , ...rest]: Buffer[]) => [a, ...rest]],
  ])('to the stored frames is noticed: %s', async (_, change) => {
    const store = memoryStore()
    await using blobs = blobsOver(store)
    // Whole frames: without the empty last one, a cut at a frame's end would not show.
    const blob = await openUpload(blobs).finish(blobs, [noise(3 * frameSizeBytes)])
    const stored = await bytesOf(store, blob)
    const starts = [0, 1, 2, 3].map((index) => index * sealedFrameBytes)
    const frames = starts.map((start) => stored.subarray(start, start + sealedFrameBytes))
    await replace(store, blob, Buffer.concat(change(frames) as Buffer[]))
    await expect(readAll(blobs, blob)).rejects.toThrow(DamagedBlob)
  })

  test('the bytes of another blob are not given out as those of this one', async () => {
    const store = memoryStore()
    await using blobs = blobsOver(store)
    const one = await openUpload(blobs).finish(blobs, [noise(100_000, 1)])
    const other = await openUpload(blobs).finish(blobs, [noise(100_000, 2)])
    await replace(store, one, await bytesOf(store, other))
    await expect(readAll(blobs, one)).rejects.toThrow(`blob ${one.storage_key} is damaged: frame 0 does not open`)
    await expect(readAll(blobs, { ...one, wrapped_key: other.wrapped_key })).rejects.toThrow(
      'its data key does not open',
    )
  })

  test('that makes an unsealed file too short is noticed', async () => {
    const store = memoryStore()
    await using blobs = blobsOver(store, 'none')
    const blob = await openUpload(blobs).finish(blobs, [noise(100_000)])
    await replace(store, blob, noise(99_999))
    await expect(readAll(blobs, blob)).rejects.toThrow(
      `blob ${blob.storage_key} is damaged: it ends at byte 99999 of its store`,
    )
  })

  test('that changes, cuts or removes the bytes in a row is noticed', async () => {
    await using blobs = blobsOver(memoryStore())
    const blob = await openUpload(blobs).finish(blobs, [noise(20)])
    const box = Buffer.from(blob.inline_bytes ?? [])
    for (let at = 0; at < box.byteLength; at += 1) {
      const changed = Buffer.from(box)
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at)
      await expect(readAll(blobs, { ...blob, inline_bytes: changed })).rejects.toThrow(DamagedBlob)
    }
    await expect(readAll(blobs, { ...blob, inline_bytes: box.subarray(1) })).rejects.toThrow(DamagedBlob)
    await expect(readAll(blobs, { ...blob, inline_bytes: null })).rejects.toThrow(DamagedBlob)
  })
})

describe('the memory of readers', () => {
  const bytes = noise(3 * frameSizeBytes)

  async function blobToRead() {
    const transfers = createTransfers({
      store: memoryStore(),
      keys: keyRing(Buffer.alloc(32, 1), randomIds),
      ids: randomIds,
    })
    const blobs = blobsOver(transfers.store)
    const blob = await openUpload(blobs).finish(blobs, [bytes])
    return { transfers, begin: () => readBlob(transfers, blob) as Pieces, [Symbol.asyncDispose]: () => blobs.close() }
  }

  test('a few readers give out their frames without a copy, and read one frame ahead', async () => {
    await using blob = await blobToRead()
    const readers = Array.from({ length: 8 }, () => blob.begin())
    const first = await Promise.all(readers.map((pieces) => pieces.next()))
    expect(first.map(({ value }) => value?.byteLength)).toEqual(readers.map(() => frameSizeBytes))
    await expect.poll(() => blob.transfers.frameBuffers.taken).toBe(16)
    expect(blob.transfers.reading.taken).toBe(0)
    for (const pieces of readers) await pieces.return()
    expect(blob.transfers.frameBuffers.taken).toBe(0)
    expect(blob.transfers.openReads).toBe(0)
  })

  test('many readers hold no frames and give out copies, which are smaller the more readers there are', async () => {
    await using blob = await blobToRead()
    const readers = Array.from({ length: 500 }, () => blob.begin())
    const first: number[] = []
    for (const pieces of readers) first.push((await pieces.next()).value?.byteLength ?? 0)
    expect(blob.transfers.reading.taken).toBe(0)
    // Those that were first lent theirs, and have one read ahead.
    await expect.poll(() => blob.transfers.frameBuffers.taken).toBe(16)
    expect(first.slice(0, 8)).toEqual(Array.from({ length: 8 }, () => frameSizeBytes))
    expect(first[31]).toBe(frameSizeBytes / 2)
    expect(first.at(-1)).toBe(64 * 1024)

    // The pieces that were given out are worth nothing any more, those that come now are right all the same.
    for (const [at, pieces] of readers.slice(0, 12).entries()) {
      const rest = await gathered(pieces)
      expect(rest.equals(bytes.subarray(first[at]))).toBe(true)
    }
    for (const pieces of readers) await pieces.return()
    expect(blob.transfers.frameBuffers.taken).toBe(0)
    expect(blob.transfers.openReads).toBe(0)
  })

  test('a read that is never begun opens nothing in the store', async () => {
    const reads: number[] = []
    await using blobs = blobsOver(watchReads(memoryStore(), reads))
    const blob = await openUpload(blobs).finish(blobs, [noise(100_000)])
    await (blobs.read(blob) as Pieces).return()
    expect(reads).toEqual([])
  })
})

async function readUntilDamage(pieces: Pieces): Promise<Buffer> {
  const given: Buffer[] = []
  try {
    for await (const piece of pieces) given.push(Buffer.from(piece))
  } catch (error) {
    expect(error).toBeInstanceOf(DamagedBlob)
    return Buffer.concat(given)
  }
  throw new Error('the damage was not noticed')
}

async function bytesOf(store: BlobStore, blob: BlobBytes): Promise<Buffer> {
  const into = Buffer.alloc(blob.size + 10 * boxOverheadBytes)
  const reader = await store.openReader(blob.storage_key)
  return into.subarray(0, await reader?.read(into, 0))
}

async function replace(store: BlobStore, { storage_key }: BlobBytes, bytes: Uint8Array): Promise<void> {
  const writer = await store.openWriter(storage_key, 0)
  await writer.write(bytes)
  await writer.commit()
}

/** Notes every position that is read. */
function watchReads(store: BlobStore, positions: number[]): BlobStore {
  return {
    ...store,
    async openReader(storageKey) {
      const reader = await store.openReader(storageKey)
      return (
        reader && {
          ...reader,
          read(into, position) {
            positions.push(position)
            return reader.read(into, position)
          },
        }
      )
    },
  }
}
