import type { Context } from '../../request/context.ts'
import { first } from '../../database/statement.ts'
import { selectRepositoryBefore } from '../repositories/repositories.table.ts'
import { emptyRepository } from './empty-repository.job.ts'
import { hideRepository } from './hide-repository.ts'

/**
 * Removes every repository that is there when it begins, of all registries, while requests run: each is taken out of sight
 * first, so that nothing is pushed to it any more. So it ends, however much is pushed.
 */
export async function clearRepositories(ctx: Context): Promise<void> {
  let next = await findBefore(ctx, Number.MAX_SAFE_INTEGER)
  while (next !== undefined) {
    const repositoryId = next
    await ctx.database.change(() => hideRepository(ctx, repositoryId))
    await emptyRepository(ctx, repositoryId)
    next = await findBefore(ctx, repositoryId)
  }
}

async function findBefore({ database }: Context, id: number): Promise<number | undefined> {
  return (await database.read(() => first(selectRepositoryBefore, { id })))?.id
}
