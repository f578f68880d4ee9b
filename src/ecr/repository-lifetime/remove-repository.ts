import type { Context } from '../../request/context.ts'
import { first } from '../../database/statement.ts'
import { repositoryNotEmpty } from '../errors.ts'
import { selectAnyImage } from '../images/images.table.ts'
import { type RepositoryPlace, requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { hideRepository } from './hide-repository.ts'

/**
 * Deletes a repository and all that is in it, at once, however much that is: nobody finds any of it the moment the answer is
 * given. The rows follow in small transactions, the bytes a day after them.
 */
export function removeRepository(ctx: Context, place: RepositoryPlace, force: boolean): Promise<Repository> {
  return ctx.database.change(function* () {
    const repository = yield* requireRepository(place)
    if (!force && (yield* first(selectAnyImage, { repositoryId: repository.id })) !== undefined) {
      throw repositoryNotEmpty(place)
    }
    yield* hideRepository(ctx, repository.id)
    return repository
  })
}
