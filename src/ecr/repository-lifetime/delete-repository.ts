import { onRepository, operation } from '../../request/operation.ts'
import { describeRepository } from '../repositories/describe-repository.ts'
import { placeOf, type RepositoryPlace, requireRepository } from '../repositories/find-repository.ts'
import type { Context } from '../../request/context.ts'
import { first } from '../../database/statement.ts'
import { repositoryNotEmpty } from '../errors.ts'
import { selectAnyImage } from '../images/images.table.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { hideRepository } from './hide-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepository.html */
export const deleteRepository = operation({
  name: 'DeleteRepository',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:DeleteRepository', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const place = placeOf(scope, input.repositoryName)
    const removed = await removeRepository(ctx, place, input.force ?? false)
    return { repository: describeRepository(ctx.settings, place, removed) }
  },
})

/**
 * Deletes a repository and all that is in it, at once, however much that is: nobody finds any of it the moment the answer is
 * given. The rows follow in small transactions, the bytes a day after them.
 */
function removeRepository(ctx: Context, place: RepositoryPlace, force: boolean): Promise<Repository> {
  return ctx.database.change(function* () {
    const repository = yield* requireRepository(place)
    if (!force && (yield* first(selectAnyImage, { repositoryId: repository.id })) !== undefined) {
      throw repositoryNotEmpty(place)
    }
    yield* hideRepository(ctx, repository.id)
    return repository
  })
}
