import { onRepository, operation } from '../../request/operation.ts'
import { completeUpload } from './complete-upload.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CompleteLayerUpload.html */
export const completeLayerUpload = operation({
  name: 'CompleteLayerUpload',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:CompleteLayerUpload', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const { repositoryName, uploadId } = input
    const layerDigest = await completeUpload(ctx, scope, {
      name: { repositoryName, uploadId },
      digests: input.layerDigests,
      lastPart: undefined,
      check: () => undefined,
    })
    return { registryId: scope.registry.account, repositoryName, uploadId, layerDigest }
  },
})
