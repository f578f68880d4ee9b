import type { Row } from '../database/schema.ts'
import { all, first, run, type Work } from '../database/statement.ts'
import type { Context } from '../request/context.ts'
import { replaceWaitingJob } from './fail-attempt.ts'
import { deleteJob, resetJob, selectFailedJob, selectFailedJobsAfter } from './job.table.ts'

/** What the operator does about jobs that failed: those that are dead, and those that are tried again later. */

const pageSize = 1_000

/** A page of them, oldest first: those behind the job with the id `after`. */
export const listFailedJobs = (page: { readonly after: number; readonly limit: number }): Work<readonly Row<'job'>[]> =>
  all(selectFailedJobsAfter, page)

/** All of them. */
export async function findAllFailedJobs({ database }: Pick<Context, 'database'>): Promise<readonly Row<'job'>[]> {
  const listed: Row<'job'>[] = []
  for (;;) {
    const after = listed.at(-1)?.id ?? 0
    const page = await database.read(() => listFailedJobs({ after, limit: pageSize }))
    listed.push(...page)
    if (page.length < pageSize) return listed
  }
}

/** Has it run at once, with all attempts before it. False when there is no such job, or it runs. */
export function retryJob(ctx: Pick<Context, 'database' | 'clock' | 'systemClock'>, id: number): Promise<boolean> {
  return changeFailedJob(ctx, id, function* (job) {
    yield* replaceWaitingJob(job)
    yield* run(resetJob, { id, runAt: ctx.clock.now() })
  })
}

export function dropJob(ctx: Pick<Context, 'database' | 'systemClock'>, id: number): Promise<boolean> {
  return changeFailedJob(ctx, id, () => run(deleteJob, { id }))
}

function changeFailedJob(
  { database, systemClock }: Pick<Context, 'database' | 'systemClock'>,
  id: number,
  change: (job: Row<'job'>) => Work<unknown>,
): Promise<boolean> {
  return database.change(function* () {
    const job = yield* first(selectFailedJob, { id, systemNow: systemClock.now() })
    if (job === undefined) return false
    yield* change(job)
    return true
  })
}
