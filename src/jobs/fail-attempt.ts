import type { Row } from '../database/schema.ts'
import { first, run, type Work } from '../database/statement.ts'
import { backOffMs } from '../platform/back-off.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import { deleteWaitingJob, failJob, selectLeasedJob } from './job.table.ts'

const backOff = { firstMs: 1_000, maxMs: 60 * 60 * 1_000 }

/** Enough to know what it is about; the log has the rest. */
const maxErrorLength = 1_000

/** Whether a job is tried no more. */
export function isLastAttempt({ maxAttempts }: Job<never>, attempts: number): boolean {
  return attempts >= maxAttempts
}

/** Ends the lease of an attempt that failed: the job waits for the next one, or is dead. Nothing happens when the lease is lost. */
export function* failAttempt(ctx: Context, job: Job<never>, row: Row<'job'>, error: unknown): Work<void> {
  if ((yield* first(selectLeasedJob, row)) === undefined) return
  const failedAt = ctx.systemClock.now()
  const isDead = isLastAttempt(job, row.attempts)
  if (!isDead) yield* replaceWaitingJob(row)
  yield* run(failJob, {
    id: row.id,
    lastError: textOf(error),
    failedAt,
    availableAt: isDead ? 0 : failedAt + backOffMs(ctx.ids, row.attempts, backOff),
    diedAt: isDead ? failedAt : null,
  })
}

/** Another one that was enqueued while this ran would do the same: this one stays, as it knows how often it was tried. */
export function* replaceWaitingJob({ id, kind, dedupe_key: dedupeKey }: Row<'job'>): Work<void> {
  if (dedupeKey !== null) yield* run(deleteWaitingJob, { id, kind, dedupeKey })
}

/** PostgreSQL's text has no NUL. */
function textOf(error: unknown): string {
  return String(error).slice(0, maxErrorLength).replaceAll('\0', '\ufffd')
}
