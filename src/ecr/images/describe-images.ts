import type { ImageDetail } from '../../generated/ecr.ts'
import { onImages, operation, type Scope } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import type { Image } from './images.table.ts'
import { namedTaggedImages, pageOfTaggedImages } from './tagged-images.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const describeImages = operation({
  name: 'DescribeImages',
  effect: 'reads',
  access: (input, scope) => [
    onImages('ecr:DescribeImages', scope, input.repositoryName, () => ({ to: 'read', names: input.imageIds ?? [] })),
  ],
  async run(ctx, input, scope) {
    const { repositoryName, imageIds } = input
    const key = repositoryKey(scope, repositoryName)
    const { rows, nextToken } =
      imageIds === undefined
        ? await pageOfTaggedImages(ctx, key, input)
        : await namedTaggedImages(ctx, key, { ...input, imageIds })
    return { imageDetails: rows.map(({ image, tags }) => describeImage(scope, repositoryName, image, tags)), nextToken }
  },
})

function describeImage(scope: Scope, repositoryName: string, image: Image, tags: readonly string[]): ImageDetail {
  return {
    registryId: scope.registry.account,
    repositoryName,
    imageDigest: image.digest,
    imageTags: tags.length === 0 ? undefined : tags,
    imageSizeInBytes: image.size,
    imagePushedAt: image.pushed_at,
    imageManifestMediaType: image.media_type,
    artifactMediaType: image.artifact_media_type === '' ? undefined : image.artifact_media_type,
    lastRecordedPullTime: image.last_pulled_at ?? undefined,
    subjectManifestDigest: image.subject_digest ?? undefined,
    imageStatus: 'ACTIVE',
  }
}
