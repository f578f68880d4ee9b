import type { Context } from '../context.ts'
import { all, run } from '../database/statement.ts'
import { deleteSession, selectExpiredSessions } from './sessions.table.ts'

/** For so long it is said of a session that it has expired; after that nobody knows it. */
const rememberedMs = 24 * 60 * 60 * 1000

const batchSize = 200

/** In small transactions beside everything else. Safe to stop anywhere and to run twice. */
export async function removeExpiredSessions(ctx: Context): Promise<void> {
  while ((await removeSome(ctx)) === batchSize);
}

function removeSome({ database, clock }: Context): Promise<number> {
  const before = clock.now() - rememberedMs
  return database.change(function* () {
    const sessions = yield* all(selectExpiredSessions, { before, limit: batchSize })
    for (const { id } of sessions) yield* run(deleteSession, { id })
    return sessions.length
  })
}
