import type { Context } from '../../context.ts'
import { endHolds } from './uploads.table.ts'

/** For a server that has the database to itself, when it starts: who held uploads is dead, and writes nothing any more. */
export async function endHoldsOfTheDead(ctx: Context): Promise<void> {
  await ctx.database.change(endHolds)
}
