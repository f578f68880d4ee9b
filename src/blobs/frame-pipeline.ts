import { type BlobKey, frameSizeBytes, nonceSizeBytes } from '../sealing/frames.ts'
import type { BlobWriter } from './blob-store.ts'
import { type FrameBuffer, plainPart } from './frame-buffers.ts'
import type { Transfers } from './transfers.ts'
import type { UploadBytes } from './blobs.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import type { HashName } from './frame-work.ts'
import { framePosition } from './placement.ts'

/** An upload's full frames. Losing what is known of them costs one more reading of the bytes when the upload ends. */
export interface Progress {
  readonly storageKey: string
  /** Undefined when the bytes are not sealed. */
  readonly key: BlobKey | undefined
  /** Frames handed over for writing. */
  frameCount: number
  /** Hashes that have seen exactly these frames. */
  readonly hashes: Map<DigestAlgorithm, HashName>
  writer: Promise<BlobWriter> | undefined
}

/** An upload as one request goes on with it. */
export interface OpenUpload {
  readonly upload: UploadBytes
  readonly progress: Progress
  /** The opened partialFrame of the row. */
  readonly partialFrame: Uint8Array
  /** Before anything is written to the store: see `UploadRow`. */
  readonly claim: () => Promise<void>
}

export function startProgress(
  { worker }: Transfers,
  { storageKey, key, sizeBytes }: { storageKey: string; key: BlobKey | undefined; sizeBytes: number },
): Progress {
  const frameCount = Math.floor(sizeBytes / frameSizeBytes)
  const hashes = new Map<DigestAlgorithm, HashName>()
  if (frameCount === 0) hashes.set('sha256', worker.newHash('sha256'))
  return { storageKey, key, frameCount, hashes, writer: undefined }
}

/** Closes and forgets. What was flushed stays in the store. */
export async function dropProgress({ worker }: Transfers, progress: Progress): Promise<void> {
  // A hash begins with the first frame: small uploads have none, and leave the worker alone.
  if (progress.frameCount > 0) for (const hash of progress.hashes.values()) worker.drop(hash)
  const writer = await progress.writer?.catch(() => undefined) // it never opened: nothing to close
  await writer?.close()
}

/** The upload's writer, opened when it is first needed. */
export function writerOf({ store }: Transfers, progress: Progress): Promise<BlobWriter> {
  const { storageKey, key, frameCount } = progress
  progress.writer ??= store.openWriter(storageKey, framePosition(key, frameCount))
  return progress.writer
}

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
