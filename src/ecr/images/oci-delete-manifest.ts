import { type ImageName } from '../../errors.ts'
import { imageInUse } from '../errors.ts'
import { ociOperation, onImages } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { deleteByName } from './delete-image.ts'

export interface DeleteManifestInput extends ImageName {
  readonly repositoryName: string
}

/** DELETE of a manifest or tag: BatchDeleteImage of one. False when there is no such image. */
export const ociDeleteManifest = ociOperation<DeleteManifestInput, boolean>({
  name: 'BatchDeleteImage',
  effect: 'changes',
  access: (input, scope) => [
    onImages('ecr:BatchDeleteImage', scope, input.repositoryName, () => ({ to: 'delete', names: [input] })),
  ],
  run(ctx, input, scope) {
    return ctx.database.change(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const outcome = yield* deleteByName(ctx, scope, id, input)
      if (!('failure' in outcome)) return true
      if (outcome.failure.failureCode === 'ImageNotFound') return false
      throw imageInUse(outcome.failure.failureReason ?? '')
    })
  },
})
