import type { Row } from '../database/schema.ts'
import { first, run } from '../database/statement.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import { failAttempt } from './fail-attempt.ts'
import { deleteLeasedJob, expireAllJobLeases, leaseJob, lockDueJob, renewLease, selectDueJobId } from './job.table.ts'

/** A server that is silent for so long is taken for dead. */
const leaseMs = 30_000

export const renewIntervalMs = leaseMs / 3

export interface Taken {
  /** This server's until its lease expires; undefined when none is due. */
  readonly row: Row<'job'> | undefined
  /** Those whose servers ended, or were not heard of in time: each is a failed attempt. */
  readonly expired: readonly Row<'job'>[]
}

const nothing: Taken = { row: undefined, expired: [] }

export const leaseExpired = 'The server that ran it ended, or was not heard of in time.'

/** Takes the job of a kind that has been due for longest. */
export async function takeJob(ctx: Context, job: Job<never>): Promise<Taken> {
  const now = { kind: job.kind, now: ctx.clock.now(), systemNow: ctx.systemClock.now() }
  // To look costs no lock, and nearly always there is nothing.
  if ((await ctx.database.read(() => first(selectDueJobId, now))) === undefined) return nothing
  const lease = ctx.ids.uuid()
  return ctx.database.change(function* () {
    const expired: Row<'job'>[] = []
    for (;;) {
      const row = yield* first(lockDueJob, now)
      if (row === undefined) return { row, expired }
      if (row.lease === null) {
        yield* run(leaseJob, { id: row.id, lease, leaseExpiresAt: now.systemNow + leaseMs })
        return { row: { ...row, lease, attempts: row.attempts + 1 }, expired }
      }
      yield* failAttempt(ctx, job, row, leaseExpired)
      expired.push(row)
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

/** For a server that has the database to itself, when it starts: the server that ran jobs has ended. */
export async function expireJobLeases({ database }: Pick<Context, 'database'>): Promise<void> {
  await database.change(expireAllJobLeases)
}
