import { ociOperation, onRepository } from '../../request/operation.ts'
import { abandonUpload } from './abandon-upload.ts'
import { requireUpload, type UploadName } from './leased-upload.ts'

/**
 * DELETE of an upload. ECR has no action for it: who may open uploads may give them up.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#endpoints (end-14 and its siblings)
 */
export const ociCancelUpload = ociOperation<UploadName, undefined>({
  name: 'CancelLayerUpload',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:InitiateLayerUpload', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    await ctx.database.change(function* () {
      const { upload } = yield* requireUpload(scope, input)
      yield* abandonUpload(ctx, upload)
    })
    await ctx.blobs.forget(input.uploadId)
    return undefined
  },
})
