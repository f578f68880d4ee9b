import { frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'
import type { BlobWriter } from './blob-store.ts'
import { plainPart, type FrameBuffer } from './frame-buffers.ts'
import type { Transfers } from './transfers.ts'
import { type OpenUpload, writerOf } from './upload-progress.ts'

/** An upload's full frames on their way: hashed and sealed by the worker, then written in their order. */
export interface FramePipeline {
  /** Takes over a full frameBuffer; fulfilled once it is under way. */
  pass(frameBuffer: FrameBuffer): Promise<void>
  /** Fulfilled when all frames are written; rejected with what went wrong first. */
  settle(): Promise<void>
}

export function createFramePipeline(
  transfers: Transfers,
  { progress, claim }: Pick<OpenUpload, 'progress' | 'claim'>,
): FramePipeline {
  const { ids, frameBuffers, worker, writing } = transfers
  const { key } = progress
  let newest = Promise.resolve()
  let hasFailed = false

  const write = async (frameBuffer: FrameBuffer, { writer, sealed, before }: Steps): Promise<void> => {
    try {
      await inTurn(before, sealed)
      await (await writer).write(key === undefined ? plainPart(frameBuffer, frameSizeBytes) : frameBuffer.bytes)
    } finally {
      frameBuffers.giveBack(frameBuffer)
      writing.release()
    }
  }
  return {
    async pass(frameBuffer) {
      if (hasFailed) {
        frameBuffers.giveBack(frameBuffer)
        return newest
      }
      await claim().catch((error: unknown) => {
        frameBuffers.giveBack(frameBuffer)
        throw error
      })
      await writing.acquire()
      const writer = writerOf(transfers, progress)
      writer.catch(() => undefined) // told by the write that awaits it
      if (key !== undefined) frameBuffer.bytes.set(ids.bytes(nonceSizeBytes))
      const sealed = worker.seal({
        hashes: [...progress.hashes.values()],
        key,
        index: progress.frameCount,
        frameBuffer,
      })
      progress.frameCount += 1
      newest = write(frameBuffer, { writer, sealed, before: newest })
      newest.catch(() => {
        hasFailed = true
      })
    },
    settle: () => newest,
  }
}

interface Steps {
  readonly writer: Promise<BlobWriter>
  readonly sealed: Promise<void>
  readonly before: Promise<void>
}

/** Waits for both, even when one fails: until then the worker may still be in the frameBuffer. */
async function inTurn(before: Promise<void>, sealed: Promise<void>): Promise<void> {
  await Promise.allSettled([before, sealed])
  await before
  await sealed
}
