import { invalidParameter } from '../../errors.ts'
import type { PutImageRequest } from '../../generated/ecr.ts'
import { operation } from '../../request/operation.ts'
import { isTag, tagPattern } from '../../standards/oci/reference.ts'
import { invalidManifest } from '../errors.ts'
import { onPush, type Push, pushImage } from './push-image.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export const putImage = operation({
  name: 'PutImage',
  effect: 'changes',
  access: (input, scope) => [onPush(scope, input.repositoryName, () => pushOf(input))],
  pushesTo: ({ repositoryName }) => repositoryName,
  async run(ctx, input, scope) {
    const { repositoryName, imageTag, imageManifest } = input
    if (imageTag !== undefined && !isTag(imageTag)) {
      throw invalidParameter('imageTag', `must satisfy regular expression '${tagPattern}'`)
    }
    // Half a surrogate pair has no UTF-8: other bytes than those that were sent would be stored.
    if (!imageManifest.isWellFormed()) throw invalidManifest()
    const { manifest, digest } = await pushImage(ctx, scope, pushOf(input))
    return {
      image: {
        registryId: scope.registry.account,
        repositoryName,
        imageId: { imageDigest: digest, imageTag },
        imageManifest,
        imageManifestMediaType: manifest.mediaType,
      },
    }
  },
})

function pushOf(input: PutImageRequest): Push {
  return {
    repositoryName: input.repositoryName,
    bytes: Buffer.from(input.imageManifest),
    contentType: input.imageManifestMediaType,
    imageDigest: input.imageDigest,
    tags: input.imageTag === undefined ? [] : [input.imageTag],
  }
}
