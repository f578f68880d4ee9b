import { onImages, operation } from '../../request/operation.ts'
import { imageNotFound, storageClassUpdateNotSupported, unnamedImage } from '../errors.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findImage } from './find-image.ts'
import { setStorageClass } from './set-storage-class.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateImageStorageClass.html */
export const updateImageStorageClass = operation({
  name: 'UpdateImageStorageClass',
  effect: 'changes',
  access: (input, scope) => [
    onImages('ecr:UpdateImageStorageClass', scope, input.repositoryName, () => ({
      to: 'delete',
      names: [input.imageId],
    })),
  ],
  run(ctx, { repositoryName, imageId, targetStorageClass }, scope) {
    if (imageId.imageDigest === undefined && imageId.imageTag === undefined) throw unnamedImage('imageId')
    const key = repositoryKey(scope, repositoryName)
    return ctx.database.change(function* () {
      const { id } = yield* requireRepository(key)
      const image = yield* findImage(id, imageId)
      if (typeof image === 'string') throw imageNotFound(key, imageId)
      const outcome = yield* setStorageClass(ctx, image, targetStorageClass)
      if ('obstacle' in outcome) throw storageClassUpdateNotSupported(outcome.obstacle)
      return {
        registryId: scope.registry.account,
        repositoryName,
        imageId: { ...imageId, imageDigest: image.digest },
        imageStatus: outcome.status,
      }
    })
  },
})
