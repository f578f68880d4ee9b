import { frameSizeBytes } from '../sealing/frames.ts'
import { UploadGone } from './blob-errors.ts'
import type { Flushed, UploadSession } from './blobs.ts'
import { finishUpload } from './finish-upload.ts'
import { createFramePipeline } from './frame-pipeline.ts'
import { createFrameAccumulator } from './frame-accumulator.ts'
import { sealForRow } from './placement.ts'
import { plainPart } from './frame-buffers.ts'
import type { Transfers } from './transfers.ts'
import { type OpenUpload, writerOf } from './upload-progress.ts'

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
  const flow = createFramePipeline(transfers, { progress, claim })
  const short = createFrameAccumulator(transfers.frameBuffers)
  let flushedFrames = progress.frameCount
  let flushedBytes = upload.size
  let isFinished = false
  let failure: Error | undefined

  const write = async (chunk: Uint8Array): Promise<void> => {
    for (let start = 0; start < chunk.byteLength; ) {
      start += short.add(chunk.subarray(start))
      const full = short.takeFull()
      if (full !== undefined) await flow.pass(full)
    }
  }
  const flush = async (): Promise<Flushed> => {
    await flow.settle()
    if (progress.frameCount > flushedFrames) await (await writerOf(transfers, progress)).flush()
    flushedFrames = progress.frameCount
    flushedBytes = flushedFrames * frameSizeBytes + short.sizeBytes
    return { size: flushedBytes, sealedPartialFrame: short.sizeBytes === 0 ? undefined : sealTail() }
  }
  const sealTail = (): Uint8Array => {
    const place = { kind: 'tail', index: progress.frameCount } as const
    return sealForRow(progress.key, place, transfers.ids, plainPart(short.frameBuffer, short.sizeBytes))
  }
  const finish: UploadSession['finish'] = async (algorithm, isExpected) => {
    await flow.settle()
    const finished = await finishUpload(transfers, { upload, progress, claim, last: short, algorithm, isExpected })
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

  if (partialFrame.byteLength > 0) short.add(partialFrame)
  return {
    write: (chunk) => guarded(() => write(chunk)),
    flush: () => guarded(flush),
    finish: (algorithm, isExpected) => guarded(() => finish(algorithm, isExpected)),
    async abort(error) {
      failure = error
      await flow.settle().catch(fail)
    },
    async end() {
      await flow.settle().catch(fail)
      short.drop()
      const fitsRow = failure === undefined && !isFinished && progress.frameCount === flushedFrames
      return fitsRow ? flushedBytes : undefined
    },
  }
}
