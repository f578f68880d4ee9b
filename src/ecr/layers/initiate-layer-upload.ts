import { onRepository, operation } from '../../request/operation.ts'
import { recommendedPartSizeBytes } from './layer-rules.ts'
import { openUpload } from './open-upload.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_InitiateLayerUpload.html */
export const initiateLayerUpload = operation({
  name: 'InitiateLayerUpload',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:InitiateLayerUpload', scope, input.repositoryName)],
  pushesTo: ({ repositoryName }) => repositoryName,
  async run(ctx, input, scope) {
    return { uploadId: await openUpload(ctx, scope, input.repositoryName), partSize: recommendedPartSizeBytes }
  },
})
