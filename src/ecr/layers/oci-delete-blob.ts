import { first, run } from '../../database/statement.ts'
import { layerInUse } from './errors.ts'
import { ociOperation, onRepository } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findLayer } from './find-layer.ts'
import { deleteUnreferencedBlob, selectImageOfBlob } from './layers.table.ts'
import type { BlobInput } from './oci-read-blob.ts'
import { releaseBlob } from './release-blob.ts'

/**
 * DELETE of a blob, which ECR doesn't have: allowed to those who may delete images, and only where no image of the
 * repository names the blob, so that no manifest ever points at nothing. False when the repository doesn't have it.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#deleting-blobs
 */
export const ociDeleteBlob = ociOperation<BlobInput, boolean>({
  name: 'DeleteBlob',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:BatchDeleteImage', scope, input.repositoryName)],
  run(ctx, input, scope) {
    const key = repositoryKey(scope, input.repositoryName)
    return ctx.database.change(function* () {
      const repository = yield* requireRepository(key)
      const layer = yield* findLayer(repository, input.digest)
      if (layer === undefined) return false
      const inRepository = { repositoryId: repository.id, blobId: layer.id }
      const image = yield* first(selectImageOfBlob, inRepository)
      if (image !== undefined) throw layerInUse(input.digest, image.digest)
      yield* run(deleteUnreferencedBlob, inRepository)
      yield* releaseBlob(ctx, layer.id)
      return true
    })
  },
})
