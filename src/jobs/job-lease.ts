import type { Row } from '../database/schema.ts'
import { first, run } from '../database/statement.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import { failAttempt } from './fail-attempt.ts'
import { deleteLeasedJob, leaseJob, lockDueJob, renewLease, selectDueJobId } from './job.table.ts'

/** A server that is silent for so long is taken for dead. */
const leaseMs = 30_000

export const renewIntervalMs = leaseMs / 3

/** Takes the job of a kind that has been due for longest; undefined when none is. It is this server's until its lease expires. */
export async function takeJob(ctx: Context, job: Job<never>): Promise<Row<'job'> | undefined> {
  const now = { kind: job.kind, now: ctx.clock.now(), systemNow: ctx.systemClock.now() }
  // To look costs no lock, and nearly always there is nothing.
  if ((await ctx.database.read(() => first(selectDueJobId, now))) === undefined) return undefined
  const lease = ctx.ids.uuid()
  return ctx.database.change(function* () {
    for (;;) {
      const row = yield* first(lockDueJob, now)
      if (row === undefined) return undefined
      if (row.lease === null) {
        yield* run(leaseJob, { id: row.id, lease, leaseExpiresAt: now.systemNow + leaseMs })
        return { ...row, lease, attempts: row.attempts + 1 }
      }
      yield* failAttempt(ctx, job, row, 'The server that ran it ended, or was not heard of in time.')
    }
  })
}

/** Nothing happens when another server has taken the job meanwhile; so below. */
export async function renewJob({ database, systemClock }: Context, { id, lease }: Row<'job'>): Promise<void> {
  const leaseExpiresAt = systemClock.now() + leaseMs
  await database.change(() => run(renewLease, { id, lease, leaseExpiresAt }))
}

export async function completeJob({ database }: Context, { id, lease }: Row<'job'>): Promise<void> {
  await database.change(() => run(deleteLeasedJob, { id, lease }))
}
