import { onRepository, operation } from '../../request/operation.ts'
import { describeRepository } from '../repositories/describe-repository.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { removeRepository } from './remove-repository.ts'

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
