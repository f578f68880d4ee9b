import type { ImageFailure, ImageIdentifier } from '../../generated/ecr.ts'
import { onImages, operation } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { deleteByName } from './delete-image.ts'
import { decideIdFailure } from './image-id-rules.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchDeleteImage.html */
export const batchDeleteImage = operation({
  name: 'BatchDeleteImage',
  effect: 'changes',
  access: (input, scope) => [
    onImages('ecr:BatchDeleteImage', scope, input.repositoryName, () => ({ to: 'delete', names: input.imageIds })),
  ],
  run(ctx, input, scope) {
    return ctx.database.change(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const imageIds: ImageIdentifier[] = []
      const failures: ImageFailure[] = []
      for (const imageId of input.imageIds) {
        const failure = decideIdFailure(imageId)
        const outcome = failure === undefined ? yield* deleteByName(ctx, scope, id, imageId) : { failure }
        if ('failure' in outcome) failures.push(outcome.failure)
        else imageIds.push(...outcome.deleted)
      }
      return { imageIds, failures }
    })
  },
})
