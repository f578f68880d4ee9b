import { createHash, type Hash } from 'node:crypto'
import { frameSizeBytes, openInPlace, sealInPlace } from '../sealing/frames.ts'
import { plainPart } from './frame-buffers.ts'
import type { DigestJob, FrameJob, HashName, JobAnswer, RehashJob, SealJob } from './frame-jobs.ts'

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
