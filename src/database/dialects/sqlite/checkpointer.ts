import { once } from 'node:events'
import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import { isPassing } from '../../../platform/passing-errors.ts'
import { isDiskTrouble, isFailedSync } from './errors.ts'
import type { WriteBarrier } from './write-barrier.ts'

/** `passive` copies what it can beside the writer; `restart` copies all, so that the log begins anew. */
export type CheckpointOrder = 'passive' | 'restart' | 'stop'

/** SQLite's answer to a checkpoint, in pages. */
export interface CheckpointReport {
  /** 1 when somebody was in the way, so that not all was copied. */
  readonly busy: number
  /** The log's length. */
  readonly log: number
  /** How much of it is in the database file. */
  readonly checkpointed: number
}

export interface Checkpointer {
  /** Looks whether a checkpoint is due, and has it made. Cheap, so that every sync can ask. */
  poke(): void
  close(): Promise<void>
}

export interface CheckpointPlan {
  readonly path: string
  readonly limits: WalLimits
  readonly walPages: () => CheckpointReport
  /** Shut while the log is restarted: a writer would keep it from ever beginning anew. */
  readonly writers: WriteBarrier
  /** A sync failed: what is in the files is not known any more. */
  readonly onFatal: (error: unknown) => void
}

export interface WalLimits {
  /** Checkpoint when this much of the log is not in the database file. */
  readonly checkpointBytes: number
  /** Restart the log when it is longer than this. */
  readonly restartBytes: number
}

/** A page of 4 KiB and its header: https://sqlite.org/fileformat2.html#walformat */
const frameSizeBytes = 4096 + 24

export function checkpointer({ path, limits, walPages, writers, onFatal }: CheckpointPlan): Checkpointer {
  let worker: Worker | undefined
  let running: Promise<void> | undefined
  let isClosed = false
  let dueAtBytes = limits.checkpointBytes

  async function checkpointIfDue(): Promise<void> {
    const pages = walPages()
    const newBytes = (pages.log - pages.checkpointed) * frameSizeBytes
    if (newBytes < dueAtBytes) return
    dueAtBytes = limits.checkpointBytes
    await checkpoint().catch((error: unknown) => {
      worker = undefined
      if (isFailedSync(error) || !(isDiskTrouble(error) || isPassing(error))) throw error
      // All of it is still in the log, which has to grow again before the next try is worth its while.
      dueAtBytes = newBytes + limits.checkpointBytes
    })
  }

  async function checkpoint(): Promise<void> {
    worker ??= startWorker(path)
    const { log } = await order(worker, 'passive')
    if (log * frameSizeBytes <= limits.restartBytes) return
    writers.shut()
    try {
      await order(worker, 'restart')
    } finally {
      writers.open()
    }
  }

  return {
    poke() {
      if (isClosed || running !== undefined) return
      running = checkpointIfDue()
        .catch(onFatal)
        .finally(() => {
          running = undefined
        })
    },
    async close() {
      isClosed = true
      await running
      if (worker === undefined) return
      worker.postMessage('stop' satisfies CheckpointOrder)
      await once(worker, 'exit')
    },
  }
}

/** Beside this file, as `.ts` when the sources run unbuilt and as `.js` in `dist`. */
function startWorker(path: string): Worker {
  const file = new URL(`./checkpoint.worker${extname(import.meta.url)}`, import.meta.url)
  return new Worker(file, { workerData: { path } })
}

/** `once` rejects when the worker fails instead of answering. */
async function order(worker: Worker, what: CheckpointOrder): Promise<CheckpointReport> {
  const answered = once(worker, 'message')
  worker.postMessage(what)
  const [report] = (await answered) as [CheckpointReport]
  return report
}
