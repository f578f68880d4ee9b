import { onRepository, operation } from '../../request/operation.ts'
import { describeRepository } from '../repositories/describe-repository.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
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
    const key = repositoryKey(scope, input.repositoryName)
    const removed = await removeRepository(ctx, key, input.force ?? false)
    return { repository: describeRepository(ctx.settings, key, removed) }
  },
})

/**
 * Deletes a repository and all that is in it, at once, however much that is: nobody finds any of it the moment the answer is
 * given. The rows follow in small transactions, the bytes a day after them.
 */
function removeRepository(ctx: Context, key: RepositoryKey, force: boolean): Promise<Repository> {
  return ctx.database.change(function* () {
    const repository = yield* requireRepository(key)
    if (!force && (yield* first(selectAnyImage, { repositoryId: repository.id })) !== undefined) {
      throw repositoryNotEmpty(key)
    }
    yield* hideRepository(ctx, repository.id)
    return repository
  })
}
