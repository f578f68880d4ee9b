import { type ImageName, invalidParameter } from '../../errors.ts'
import { invalidManifest } from '../errors.ts'
import { onImages, operation } from '../../request/operation.ts'
import { isTag, tagPattern } from '../../standards/oci/reference.ts'
import { doorRules } from '../door-rules.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { pushedImage, requireDigests } from './digest-rules.ts'
import { parseManifest } from './manifest-rules.ts'
import { storeImage } from './store-image.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImage.html */
export const putImage = operation({
  name: 'PutImage',
  access: (input, scope) => [
    onImages('ecr:PutImage', scope, input.repositoryName, () =>
      pushedImage(
        parseManifest(Buffer.from(input.imageManifest), input.imageManifestMediaType),
        input.imageDigest,
        tagsOf(input),
      ),
    ),
  ],
  async run(ctx, input, scope) {
    const place = placeOf(scope, input.repositoryName)
    const { imageTag } = input
    if (imageTag !== undefined && !isTag(imageTag)) {
      throw invalidParameter('imageTag', `must satisfy regular expression '${tagPattern}'`)
    }
    // Half a surrogate pair has no UTF-8: other bytes than those that were sent would be stored.
    if (!input.imageManifest.isWellFormed()) throw invalidManifest()
    const bytes = Buffer.from(input.imageManifest)
    const manifest = parseManifest(bytes, input.imageManifestMediaType)
    const digests = requireDigests(place, manifest, 'sha256', input.imageDigest)
    await storeImage(ctx, {
      place,
      ...digests,
      manifest,
      bytes,
      tags: tagsOf(input),
      refusesSameAgain: doorRules[scope.door].refusesSameImageAgain,
    })
    return {
      image: {
        registryId: scope.registryId,
        repositoryName: input.repositoryName,
        imageId: { imageDigest: digests.digest, imageTag },
        imageManifest: input.imageManifest,
        imageManifestMediaType: manifest.mediaType,
      },
    }
  },
})

function tagsOf({ imageTag }: ImageName): readonly string[] {
  return imageTag === undefined ? [] : [imageTag]
}
