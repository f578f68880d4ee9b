import type { Context } from '../request/context.ts'
import { all, run } from '../database/statement.ts'
import { defineScheduledJob } from '../jobs/define-job.ts'
import { deleteSession, selectExpiredSessions } from './sessions.table.ts'

/** For so long a session is answered as expired; after that it is unknown. */
const rememberedMs = 24 * 60 * 60 * 1000

const batchSize = 200

export const removeExpiredSessionsJob = defineScheduledJob({
  kind: 'remove-expired-sessions',
  everyMs: 10 * 60 * 1000,
  run: removeExpiredSessions,
})

export function removeExpiredSessions(ctx: Context): Promise<void> {
  return removeSessions(ctx, ctx.clock.now() - rememberedMs)
}

/** Those that expire before an instant, in small transactions beside everything else. Safe to stop anywhere and to run twice. */
export async function removeSessions(ctx: Context, before: number): Promise<void> {
  while ((await removeSome(ctx, before)) === batchSize);
}

function removeSome({ database }: Context, before: number): Promise<number> {
  return database.change(function* () {
    const sessions = yield* all(selectExpiredSessions, { before, limit: batchSize })
    for (const { id } of sessions) yield* run(deleteSession, { id })
    return sessions.length
  })
}
