import { frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'
import type { BlobWriter } from './blob-store.ts'
import { plainPart, type Slab } from './slabs.ts'
import type { Transfers } from './transfers.ts'
import { type OpenUpload, writerOf } from './upload-progress.ts'

/** An upload's full frames on their way: hashed and sealed by the worker, then written in their order. */
export interface FrameFlow {
  /** Takes over a full slab; fulfilled once it is under way. */
  pass(slab: Slab): Promise<void>
  /** Fulfilled when all frames are written; rejected with what went wrong first. */
  settle(): Promise<void>
}

export function createFrameFlow(
  transfers: Transfers,
  { progress, claim }: Pick<OpenUpload, 'progress' | 'claim'>,
): FrameFlow {
  const { ids, slabs, worker, writing } = transfers
  const { key } = progress
  let newest = Promise.resolve()
  let hasFailed = false

  const write = async (slab: Slab, { writer, sealed, before }: Steps): Promise<void> => {
    try {
      await inTurn(before, sealed)
      await (await writer).write(key === undefined ? plainPart(slab, frameSizeBytes) : slab.bytes)
    } finally {
      slabs.giveBack(slab)
      writing.leave()
    }
  }
  return {
    async pass(slab) {
      if (hasFailed) {
        slabs.giveBack(slab)
        return newest
      }
      await claim().catch((error: unknown) => {
        slabs.giveBack(slab)
        throw error
      })
      await writing.enter()
      const writer = writerOf(transfers, progress)
      writer.catch(() => undefined) // told by the write that awaits it
      if (key !== undefined) slab.bytes.set(ids.bytes(nonceSizeBytes))
      const sealed = worker.seal({ hashes: [...progress.hashes.values()], key, index: progress.frameCount, slab })
      progress.frameCount += 1
      newest = write(slab, { writer, sealed, before: newest })
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

/** Waits for both, even when one fails: until then the worker may still be in the slab. */
async function inTurn(before: Promise<void>, sealed: Promise<void>): Promise<void> {
  await Promise.allSettled([before, sealed])
  await before
  await sealed
}
