import { type BlobKey, frameSizeBytes } from '../sealing/frames.ts'
import type { BlobWriter } from './blob-store.ts'
import type { UploadBytes } from './blobs.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import type { HashName } from './frame-jobs.ts'
import { framePosition } from './placement.ts'
import type { Transfers } from './transfers.ts'

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
