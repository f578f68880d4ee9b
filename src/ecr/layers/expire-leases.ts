import type { Context } from '../../request/context.ts'
import { endHolds } from './uploads.table.ts'

/** For a server that has the database to itself, when it starts: who leased uploads is dead, and writes nothing any more. */
export async function expireLeasesOfLastRun(ctx: Context): Promise<void> {
  await ctx.database.change(endHolds)
}
