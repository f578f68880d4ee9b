import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { StorageUnavailable } from '../errors.ts'
import type { DigestAlgorithm } from '../standards/oci/digest.ts'
import { isPassing } from '../platform/passing-errors.ts'
import {
  type DigestJob,
  type FrameJob,
  type HashName,
  type JobAnswer,
  type NumberedAnswer,
  type NumberedJob,
  type RehashJob,
  type SealJob,
  frameBufferOf,
} from './frame-work.ts'
import type { FrameBuffer } from './frame-buffers.ts'

/**
 * Hashing and sealing off the main thread. One worker for all uploads: a second one gains nothing where another core has
 * sockets and files to serve, and frames of different uploads take turns anyway.
 */
export interface FrameWorker {
  newHash(algorithm: DigestAlgorithm): HashName
  /** Hashes and seals a full frame in its frameBuffer. */
  seal(job: Omit<SealJob, 'do'>): Promise<void>
  /** False when the frame is damaged. */
  rehash(job: Omit<RehashJob, 'do'>): Promise<boolean>
  digest(job: Omit<DigestJob, 'do'>): Promise<string | undefined>
  drop(hash: HashName): void
  close(): Promise<void>
}

/** The compiler rewrites imports from .ts to .js, but not this name. */
const workerFile = new URL(`./frame.worker${extname(import.meta.url)}`, import.meta.url)

interface Pending {
  /** Where its memory is missed. */
  readonly frameBuffer: FrameBuffer | undefined
  readonly resolve: (answer: JobAnswer) => void
  readonly reject: (error: Error) => void
}

/** A thread that finds no descriptor or memory to begin with is no fault of the request. */
function failureOf(error: unknown): Error {
  if (isPassing(error)) return new StorageUnavailable(error)
  return error instanceof Error ? error : new Error(String(error))
}

/** The thread starts with the first job. If it dies, its jobs fail and its hashes are gone; the next job starts another. */
export function createFrameWorker(): FrameWorker {
  const pending = new Map<number, Pending>()
  let worker: Worker | undefined
  let isClosed = false
  let jobCount = 0
  let hashCount = 0

  const fail = (error: Error): void => {
    worker = undefined
    for (const { reject } of pending.values()) reject(error)
    pending.clear()
  }
  const start = (): Worker => {
    const started = new Worker(workerFile)
    started.on('message', ({ number, answer, frameBuffer }: NumberedAnswer) => {
      const job = pending.get(number)
      if (job?.frameBuffer && frameBuffer) job.frameBuffer.bytes = frameBuffer.bytes
      job?.resolve(answer)
      pending.delete(number)
    })
    started.on('error', (error) => fail(failureOf(error)))
    return started
  }
  const send = (job: FrameJob): Promise<JobAnswer> => {
    if (isClosed) return Promise.reject(new Error('the frame worker is closed'))
    worker ??= start()
    jobCount += 1
    const { promise, resolve, reject } = Promise.withResolvers<JobAnswer>()
    const frameBuffer = frameBufferOf(job)
    pending.set(jobCount, { frameBuffer, resolve, reject })
    worker.postMessage({ number: jobCount, job } satisfies NumberedJob, frameBuffer ? [frameBuffer.bytes.buffer] : [])
    return promise
  }
  return {
    newHash(algorithm) {
      hashCount += 1
      return { number: hashCount, algorithm }
    },
    async seal(job) {
      await send({ do: 'seal', ...job })
    },
    rehash: async (job) => (await send({ do: 'rehash', ...job })) === true,
    async digest(job) {
      const answer = await send({ do: 'digest', ...job })
      return typeof answer === 'string' ? answer : undefined
    },
    drop(hash) {
      if (worker !== undefined) send({ do: 'drop', hash }).catch(() => undefined) // its hashes are gone either way
    },
    async close() {
      isClosed = true
      const ending = worker?.terminate()
      fail(new Error('the frame worker is closed'))
      await ending
    },
  }
}
