import { createHash, type Hash } from 'node:crypto'
import { type BlobKey, frameSizeBytes, openInPlace, sealInPlace } from '../sealing/frames.ts'
import { type FrameBuffer, plainPart } from './frame-buffers.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'

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
export function frameBufferOf(job: FrameJob): FrameBuffer | undefined {
  return job.do === 'drop' ? undefined : job.frameBuffer
}

interface RunningHash {
  readonly hash: Hash
  frameCount: number
}

/** What the worker thread does with jobs: hashes and seals frames where they lie. No I/O, no keys kept. */
export function createFrameWork(): (job: FrameJob) => JobAnswer {
  const running = new Map<number, RunningHash>()

  function seal({ hashes, key, index, frameBuffer }: SealJob): boolean {
    for (const hash of hashes) addTo(hash, index, plainPart(frameBuffer, frameSizeBytes))
    if (key !== undefined) sealInPlace(key, { kind: 'frame', index }, frameBuffer.bytes)
    return true
  }

  function rehash({ hash, key, index, frameBuffer }: RehashJob): boolean {
    const plain =
      key === undefined
        ? plainPart(frameBuffer, frameSizeBytes)
        : openInPlace(key, { kind: 'frame', index }, frameBuffer.bytes)
    if (plain === undefined) return false
    addTo(hash, index, plain)
    return true
  }

  function addTo(name: HashName, index: number, plain: Uint8Array): void {
    if (index === 0) running.set(name.number, { hash: createHash(name.algorithm), frameCount: 0 })
    const state = running.get(name.number)
    if (state?.frameCount === index) {
      state.hash.update(plain)
      state.frameCount += 1
    } else running.delete(name.number)
  }

  function digest({ hash: name, frameCount, frameBuffer, sizeBytes }: DigestJob): string | undefined {
    const state = running.get(name.number)
    if (state?.frameCount !== frameCount) return undefined
    return state.hash.copy().update(plainPart(frameBuffer, sizeBytes)).digest('hex')
  }

  return (job) => {
    switch (job.do) {
      case 'seal':
        return seal(job)
      case 'rehash':
        return rehash(job)
      case 'digest':
        return digest(job)
      case 'drop':
        return running.delete(job.hash.number)
    }
  }
}
