import { frameSizeBytes } from '../sealing/frames.ts'
import { UploadGone } from './blob-errors.ts'
import type { Flushed, UploadSession } from './blobs.ts'
import { finishUpload } from './finish-upload.ts'
import { createFramePipeline, type OpenUpload, writerOf } from './frame-pipeline.ts'
import { createFrameAccumulator, plainPart } from './frame-buffers.ts'
import { sealForRow } from './placement.ts'
import type { Transfers } from './transfers.ts'

/** A request's work on an upload, as the uploads that it belongs to see it. */
export interface UploadWork extends Omit<UploadSession, typeof Symbol.asyncDispose> {
  /** Makes every further call fail with this error; fulfilled when nothing is under way any more. */
  abort(error: Error): Promise<void>
  /** Ends the request. The size that was flushed; undefined when what is in memory no longer fits the row. */
  end(): Promise<number | undefined>
}

/**
 *     chunks ─▶ a frameBuffer, until it holds a frame ─▶ the worker hashes and seals it ─▶ the store writes it
 *
 * What is short of a frame stays here, neither hashed nor written, until `flush` puts it into the row or `finish` ends it.
 */
export function openSession(transfers: Transfers, { upload, progress, partialFrame, claim }: OpenUpload): UploadWork {
  const pipeline = createFramePipeline(transfers, { progress, claim })
  const accumulator = createFrameAccumulator(transfers.frameBuffers)
  let flushedFrames = progress.frameCount
  let flushedBytes = upload.size
  let isFinished = false
  let failure: Error | undefined

  const write = async (chunk: Uint8Array): Promise<void> => {
    for (let start = 0; start < chunk.byteLength; ) {
      start += accumulator.add(chunk.subarray(start))
      const full = accumulator.takeFull()
      if (full !== undefined) await pipeline.pass(full)
    }
  }
  const flush = async (): Promise<Flushed> => {
    await pipeline.settle()
    if (progress.frameCount > flushedFrames) await (await writerOf(transfers, progress)).flush()
    flushedFrames = progress.frameCount
    flushedBytes = flushedFrames * frameSizeBytes + accumulator.sizeBytes
    return { size: flushedBytes, sealedPartialFrame: accumulator.sizeBytes === 0 ? undefined : sealPartialFrame() }
  }
  const sealPartialFrame = (): Uint8Array => {
    const place = { kind: 'tail', index: progress.frameCount } as const
    return sealForRow(progress.key, place, transfers.ids, plainPart(accumulator.frameBuffer, accumulator.sizeBytes))
  }
  const finish: UploadSession['finish'] = async (algorithm, isExpected) => {
    await pipeline.settle()
    const finished = await finishUpload(transfers, {
      upload,
      progress,
      claim,
      last: accumulator,
      algorithm,
      isExpected,
    })
    isFinished = finished !== undefined
    return finished
  }
  const fail = (error: unknown): Error => {
    failure ??= error instanceof Error ? error : new Error(String(error))
    return failure
  }
  const guarded = async <T>(act: () => Promise<T>): Promise<T> => {
    if (isFinished) throw new UploadGone(upload.uuid)
    if (failure !== undefined) throw failure
    try {
      return await act()
    } catch (error) {
      throw fail(error)
    }
  }

  if (partialFrame.byteLength > 0) accumulator.add(partialFrame)
  return {
    write: (chunk) => guarded(() => write(chunk)),
    flush: () => guarded(flush),
    finish: (algorithm, isExpected) => guarded(() => finish(algorithm, isExpected)),
    async abort(error) {
      failure = error
      await pipeline.settle().catch(fail)
    },
    async end() {
      await pipeline.settle().catch(fail)
      accumulator.drop()
      const fitsRow = failure === undefined && !isFinished && progress.frameCount === flushedFrames
      return fitsRow ? flushedBytes : undefined
    },
  }
}
