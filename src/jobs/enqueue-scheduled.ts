import { first, run, type Work } from '../database/statement.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import { insertJob } from './job.table.ts'
import { hasCome } from './schedule-rules.ts'
import { putSchedule, selectSchedule } from './schedules.table.ts'

/** One is enough: if the last one still waits or is tried again, no other is enqueued. */
const dedupeKey = 'schedule'

/**
 * Enqueues a scheduled job when its time has come. Its row is changed in the same transaction, so that of all servers that look at
 * the same time one enqueues it. The first time is an interval after the first start.
 */
export async function enqueueScheduled(ctx: Context, { kind, everyMs }: Job<never>): Promise<void> {
  if (everyMs === undefined) return
  const now = ctx.clock.now()

  function* isDue(): Work<'new' | boolean> {
    const schedule = yield* first(selectSchedule, { kind })
    return schedule === undefined ? 'new' : hasCome(schedule.next_at, everyMs ?? 0, now)
  }

  if ((await ctx.database.read(isDue)) === false) return
  await ctx.database.change(function* () {
    const due = yield* isDue()
    if (due === false) return
    yield* run(putSchedule, { kind, nextAt: now + everyMs })
    if (due === true) yield* run(insertJob, { kind, payload: '{}', runAt: now, dedupeKey })
  })
}
