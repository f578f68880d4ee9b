import type { Context } from '../../request/context.ts'
import { first, run } from '../../database/statement.ts'
import { tooManyUploads } from './errors.ts'
import type { Scope } from '../../request/operation.ts'
import { limitedId } from '../../request/caller.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { countUploads, insertUpload } from './uploads.table.ts'

/**
 * Opens an upload; its row is there before any byte is. Those that are open are counted before: in the transaction, the pushes of
 * one principal would get in each other's way on PostgreSQL. So at worst as many more are open as came at the same time.
 */
export async function openUpload(ctx: Context, scope: Scope, repositoryName: string): Promise<string> {
  const openedBy = limitedId(scope.caller)
  await requireRoom(ctx, openedBy)
  const uuid = ctx.ids.uuid()
  const placement = ctx.blobs.reserve()
  await ctx.database.change(function* () {
    const repository = yield* requireRepository(repositoryKey(scope, repositoryName))
    yield* run(insertUpload, {
      uuid,
      repository_id: repository.id,
      principal: scope.caller.userId,
      opened_by: openedBy,
      door: scope.door,
      ...placement,
      created_at: ctx.clock.now(),
    })
  })
  return uuid
}

async function requireRoom({ database, limits }: Context, openedBy: string): Promise<void> {
  const open = await database.read(() => first(countUploads, { openedBy }))
  if ((open?.count ?? 0) >= limits.uploads) throw tooManyUploads(limits.uploads)
}
