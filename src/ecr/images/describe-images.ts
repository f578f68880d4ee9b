import type { ImageDetail } from '../../generated/ecr.ts'
import { onImages, operation, type Scope } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { statusOf } from './storage-class-rules.ts'
import { namedTaggedImages, pageOfTaggedImages, type TaggedImage } from './tagged-images.ts'

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
    const now = ctx.clock.now()
    const { rows, nextToken } =
      imageIds === undefined
        ? await pageOfTaggedImages(ctx, key, input)
        : await namedTaggedImages(ctx, key, { ...input, imageIds })
    return { imageDetails: rows.map((row) => describeImage(scope, repositoryName, row, now)), nextToken }
  },
})

function describeImage(scope: Scope, repositoryName: string, { image, tags }: TaggedImage, nowMs: number): ImageDetail {
  const { activated_at: activatedAt } = image
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
    imageStatus: statusOf(image, nowMs),
    lastArchivedAt: image.archived_at ?? undefined,
    lastActivatedAt: activatedAt > 0 && activatedAt <= nowMs ? activatedAt : undefined,
  }
}
