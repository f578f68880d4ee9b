import type { Row } from '../database/schema.ts'
import { steadyTimeMs } from '../platform/clock.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import { enqueueScheduled } from './enqueue-scheduled.ts'
import { failAttempt, isLastAttempt } from './fail-attempt.ts'
import { completeJob, leaseExpired, renewIntervalMs, renewJob, takeJob } from './job-lease.ts'
import type { JobReports } from './job-reports.ts'
import { repeat } from './repeat.ts'

/** Runs the jobs of one kind, so many at a time, whatever other kinds do. */
export interface Lane {
  /** Looks for a job that is due, if there is room for one more; each that is found has it look again. */
  look(): void
  /** Fulfilled when none is found any more. Fails when the jobs can't be read or updated. */
  settle(): Promise<void>
  /** Begins no further job. */
  stop(): void
  /** How many it has begun. */
  readonly begun: number
}

export function createLane(ctx: Context, job: Job<never>, reports: JobReports): Lane {
  const workers = new Set<Promise<void>>()
  let isStopped = false
  let begun = 0

  function look(): void {
    if (isStopped || workers.size >= job.concurrency) return
    const worker = work()
    workers.add(worker)
    const ended = (report: () => void): void => {
      workers.delete(worker)
      report()
    }
    worker.then(
      () => ended(() => reports.back()),
      (error: unknown) => ended(() => reports.away(error)),
    )
  }

  async function work(): Promise<void> {
    await enqueueScheduled(ctx, job)
    while (!isStopped) {
      const { row, expired } = await takeJob(ctx, job)
      for (const { id, attempts } of expired) {
        reports.failed(new Error(leaseExpired), { kind: job.kind, id, isDead: isLastAttempt(job, attempts) })
      }
      if (row === undefined) return
      begun += 1
      look()
      await attempt(ctx, job, row, reports)
    }
  }

  return {
    look,
    async settle() {
      while (workers.size > 0) await Promise.all(workers)
    },
    stop() {
      isStopped = true
    },
    get begun() {
      return begun
    },
  }
}

/** Runs a job that was taken, and keeps its lease meanwhile. */
async function attempt(ctx: Context, job: Job<never>, row: Row<'job'>, reports: JobReports): Promise<void> {
  const startedMs = steadyTimeMs()
  // A lease that could not be renewed expires, and then the job runs twice: it may.
  const renewal = repeat(
    renewIntervalMs,
    () => renewJob(ctx, row),
    () => undefined,
  )
  reports.started(job.kind)
  try {
    await job.run(ctx, row.payload)
  } catch (error) {
    const isDead = isLastAttempt(job, row.attempts)
    reports.failed(error, { kind: job.kind, id: row.id, isDead, durationMs: steadyTimeMs() - startedMs })
    await ctx.database.change(() => failAttempt(ctx, job, row, error))
    return
  } finally {
    await renewal.stop(0)
  }
  reports.finished(job.kind, steadyTimeMs() - startedMs)
  await completeJob(ctx, row)
}
