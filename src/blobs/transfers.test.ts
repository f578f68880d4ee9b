import { expect, test } from 'vitest'
import { noise, openUpload } from '../../test/support/upload-rows.ts'
import { frameSizeBytes } from '../sealing/frames.ts'
import { keyRing } from '../sealing/key-ring.ts'
import { randomIds } from '../platform/ids.ts'
import type { BlobStore } from './blob-store.ts'
import type { Blobs } from './blobs.ts'
import { memoryStore } from './memory/memory-store.ts'
import { newPlacement } from './placement.ts'
import { createTransfers } from './transfers.ts'
import { createUploads } from './uploads.ts'

const writingFrames = 8

test('the number of frames in memory is limited, however much is pushed to a slow store', async () => {
  const disk = Promise.withResolvers<undefined>()
  await using pushing = startUploads(slowStore(memoryStore(), disk.promise))
  const { transfers, blobs } = pushing
  const uploads = Array.from({ length: 4 }, (_, i) => openUpload(blobs, `upload-${i}`))
  const pushes = uploads.map((upload) => upload.append(blobs, Array<Buffer>(20).fill(noise(frameSizeBytes))))
  await expect.poll(() => transfers.writing.taken).toBe(writingFrames)
  expect(transfers.frameBuffers.taken).toBeLessThanOrEqual(writingFrames + uploads.length)
  disk.resolve(undefined)
  await Promise.all(pushes)
  expect(transfers.writing.taken).toBe(0)
  expect(transfers.frameBuffers.taken).toBe(0)
})

test('idle and failed uploads hold no frames', async () => {
  await using pushing = startUploads(memoryStore())
  const { transfers, blobs } = pushing
  for (let i = 0; i < 20; i += 1) await openUpload(blobs, `upload-${i}`).append(blobs, [noise(100_000)])
  await expect(openUpload(blobs, 'broken').append(blobs, brokenOff())).rejects.toThrow('the client hung up')
  expect(transfers.frameBuffers.taken).toBe(0)
})

function* brokenOff(): Generator<Uint8Array> {
  yield noise(frameSizeBytes + 1)
  throw new Error('the client hung up')
}

function startUploads(store: BlobStore) {
  const keys = keyRing(Buffer.alloc(32, 1), randomIds)
  const transfers = createTransfers({ store, keys, ids: randomIds })
  const blobs: Pick<Blobs, 'reserve' | 'resume'> = {
    ...createUploads(transfers),
    reserve: () => newPlacement({ ids: randomIds, keys }, { store: store.name, sealing: 'frames-1' }),
  }
  return { transfers, blobs, [Symbol.asyncDispose]: () => transfers.worker.close() }
}

/** Writes nothing before `ready`. */
function slowStore(store: BlobStore, ready: Promise<undefined>): BlobStore {
  return {
    ...store,
    async openWriter(storageKey, position) {
      const writer = await store.openWriter(storageKey, position)
      return {
        ...writer,
        async write(bytes) {
          await ready
          await writer.write(bytes)
        },
      }
    },
  }
}
