import type { BlobKey } from '../sealing/frames.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import type { FrameBuffer } from './frame-buffers.ts'

/**
 * What the main thread asks of the worker, and what it is answered. Jobs are done in the order they were sent.
 *
 * The worker keeps hashes, each under a number that is used once. A hash begins with frame 0 and goes on with the frame
 * that follows; it is undefined whenever it has not seen exactly the frames that it is asked about, for whatever reason.
 */
export type FrameJob = SealJob | RehashJob | DigestJob | DropJob

/** Adds a full frame's plain bytes to the hashes, then seals them in the frameBuffer. */
export interface SealJob extends Frame {
  readonly do: 'seal'
  readonly hashes: readonly HashName[]
}

/** Opens a stored full frame and adds its plain bytes to the hash; answered whether it opened. */
export interface RehashJob extends Frame {
  readonly do: 'rehash'
  readonly hash: HashName
}

interface Frame {
  /** Undefined when the blob is not sealed. */
  readonly key: BlobKey | undefined
  readonly index: number
  readonly frameBuffer: FrameBuffer
}

/**
 * The digest of the full frames and of the plain bytes in the frameBuffer, in hex; undefined when the hash has not seen these
 * frames. The hash can still go on.
 */
export interface DigestJob {
  readonly do: 'digest'
  readonly hash: HashName
  readonly frameCount: number
  readonly frameBuffer: FrameBuffer
  readonly sizeBytes: number
}

export interface DropJob {
  readonly do: 'drop'
  readonly hash: HashName
}

export interface HashName {
  readonly number: number
  readonly algorithm: DigestAlgorithm
}

export type JobAnswer = string | boolean | undefined

/** As posted: the answer to a job carries its number. */
export interface NumberedJob {
  readonly number: number
  readonly job: FrameJob
}

export interface NumberedAnswer {
  readonly number: number
  readonly answer: JobAnswer
  readonly frameBuffer: FrameBuffer | undefined
}

/** What moves to the worker with a job, and back with its answer. */
export function slabOf(job: FrameJob): FrameBuffer | undefined {
  return job.do === 'drop' ? undefined : job.frameBuffer
}
