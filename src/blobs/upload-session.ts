import { frameSizeBytes } from '../sealing/frames.ts'
import { UploadGone } from './blob-errors.ts'
import type { Flushed, UploadBytes, UploadSession } from './blobs.ts'
import { finishUpload } from './finish-upload.ts'
import { createFrameFlow, type Progress, writerOf } from './frame-flow.ts'
import { sealForRow } from './placement.ts'
import { plainPart, type Slab } from './slabs.ts'
import type { Transfers } from './transfers.ts'

/** A request's work on an upload, as the uploads that it belongs to see it. */
export interface UploadWork extends Omit<UploadSession, typeof Symbol.asyncDispose> {
  /** Makes every further call fail with this error; fulfilled when nothing is under way any more. */
  abort(error: Error): Promise<void>
  /** Ends the request. The size that was flushed; undefined when what is in memory no longer fits the row. */
  end(): Promise<number | undefined>
}

export interface OpenUpload {
  readonly upload: UploadBytes
  readonly progress: Progress
  /** The opened tail of the row. */
  readonly tail: Uint8Array
}

/**
 *     chunks ─▶ a slab, until it holds a frame ─▶ the worker hashes and seals it ─▶ the store writes it
 *
 * What is short of a frame stays here, neither hashed nor written, until `flush` puts it into the row or `finish` ends it.
 */
export function openSession(transfers: Transfers, { upload, progress, tail }: OpenUpload): UploadWork {
  const { ids, slabs } = transfers
  const flow = createFrameFlow(transfers, progress)
  let slab: Slab | undefined
  let gatheredBytes = 0
  let flushedFrames = progress.frameCount
  let flushedBytes = upload.size
  let isFinished = false
  let failure: Error | undefined

  /** Copies as much as the frame still needs; how much that was. */
  const gather = (chunk: Uint8Array): number => {
    slab ??= slabs.take()
    const part = chunk.subarray(0, frameSizeBytes - gatheredBytes)
    plainPart(slab, frameSizeBytes).set(part, gatheredBytes)
    gatheredBytes += part.byteLength
    return part.byteLength
  }
  const passFrame = async (full: Slab): Promise<void> => {
    slab = undefined
    gatheredBytes = 0
    await flow.pass(full)
  }
  const gatherAll = async (chunk: Uint8Array): Promise<void> => {
    for (let start = 0; start < chunk.byteLength; ) {
      start += gather(chunk.subarray(start))
      if (slab !== undefined && gatheredBytes === frameSizeBytes) await passFrame(slab)
    }
  }
  const sealTail = (): Uint8Array | undefined => {
    if (slab === undefined || gatheredBytes === 0) return undefined
    const place = { kind: 'tail', index: progress.frameCount } as const
    return sealForRow(progress.key, place, ids, plainPart(slab, gatheredBytes))
  }
  const flush = async (): Promise<Flushed> => {
    await flow.settle()
    if (progress.frameCount > flushedFrames) await (await writerOf(transfers, progress)).flush()
    flushedFrames = progress.frameCount
    flushedBytes = flushedFrames * frameSizeBytes + gatheredBytes
    return { size: flushedBytes, sealedTail: sealTail() }
  }
  const letGoOfSlab = (): void => {
    if (slab !== undefined) slabs.giveBack(slab)
    slab = undefined
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

  if (tail.byteLength > 0) gather(tail)
  return {
    write: (chunk) => guarded(() => gatherAll(chunk)),
    flush: () => guarded(flush),
    finish: (algorithm, isExpected) =>
      guarded(async () => {
        await flow.settle()
        slab ??= slabs.take()
        const last = { slab, sizeBytes: gatheredBytes }
        const finished = await finishUpload(transfers, { upload, progress, last, algorithm, isExpected })
        isFinished = finished !== undefined
        return finished
      }),
    async abort(error) {
      failure = error
      await flow.settle().catch(fail)
    },
    async end() {
      await flow.settle().catch(fail)
      letGoOfSlab()
      const fitsRow = failure === undefined && !isFinished && progress.frameCount === flushedFrames
      return fitsRow ? flushedBytes : undefined
    },
  }
}
