import { frameSizeBytes } from '../sealing/frames.ts'
import type { Pieces, StoredUpload } from './blobs.ts'
import { framePosition, openPartialFrame } from './placement.ts'
import { openBlob, type OpenBlob, openFrame } from './read-stored.ts'
import type { Transfers } from './transfers.ts'

/** The plain bytes that an upload's row acknowledges: its full frames from the store, the others from the row. */
export async function* readUpload(transfers: Transfers, stored: StoredUpload): Pieces {
  const { key, partialFrame } = openPartialFrame(transfers, stored)
  const { size, storage_key: storageKey } = stored.upload
  const frameCount = Math.floor(size / frameSizeBytes)
  if (frameCount > 0) {
    // Only what is committed can be read; it ends where the row says, whatever lies beyond.
    const writer = await transfers.store.openWriter(storageKey, framePosition(key, frameCount))
    await writer.commit().finally(() => writer.close())
    yield* readFrames(transfers, await openBlob(transfers, { storageKey, key }), frameCount)
  }
  yield partialFrame
}

async function* readFrames(transfers: Transfers, blob: OpenBlob, frameCount: number): Pieces {
  try {
    for (let index = 0; index < frameCount; index += 1) {
      const { frameBuffer, plain } = await openFrame(transfers, blob, {
        kind: 'frame',
        index,
        sizeBytes: frameSizeBytes,
      })
      try {
        yield plain
      } finally {
        transfers.frameBuffers.giveBack(frameBuffer)
      }
    }
  } finally {
    await blob.reader.close()
  }
}
