import type { Context } from '../request/context.ts'
import { first } from '../database/statement.ts'
import { type IdentifiedCaller, limitedId } from '../request/caller.ts'
import { tooManySessions } from './errors.ts'
import { countSessions } from './sessions.table.ts'

/**
 * Throws where the caller has opened as many sessions as they may have. Counted before the transaction: in it, those who ask at the
 * same time would get in each other's way on PostgreSQL. So at worst as many more are opened.
 */
export async function requireSessionRoom(
  { database, clock, limits }: Pick<Context, 'database' | 'clock' | 'limits'>,
  caller: IdentifiedCaller,
): Promise<void> {
  const counted = { openedBy: limitedId(caller), nowMs: clock.now() }
  const open = await database.read(() => first(countSessions, counted))
  if ((open?.count ?? 0) >= limits.sessions) throw tooManySessions(limits.sessions)
}
