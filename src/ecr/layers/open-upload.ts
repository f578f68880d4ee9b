import type { Context } from '../../context.ts'
import { run } from '../../database/statement.ts'
import type { Scope } from '../../operation.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import { insertUpload } from './uploads.table.ts'

/** Opens an upload; its row is there before any byte is. */
export async function openUpload(ctx: Context, scope: Scope, repositoryName: string): Promise<string> {
  const uuid = ctx.ids.uuid()
  const placement = ctx.blobs.reserve()
  await ctx.database.change(function* () {
    const repository = yield* requireRepository(placeOf(scope, repositoryName))
    yield* run(insertUpload, {
      uuid,
      repository_id: repository.id,
      principal: scope.caller.userId,
      door: scope.door,
      ...placement,
      created_at: ctx.clock.now(),
    })
  })
  return uuid
}
