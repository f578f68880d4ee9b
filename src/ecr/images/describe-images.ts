import type { Context } from '../../context.ts'
import { all, type Work } from '../../database/statement.ts'
import { imageNotFound, invalidParameter } from '../../errors.ts'
import type { DescribeImagesRequest, ImageDetail } from '../../generated/ecr.ts'
import { onImages, operation, type Scope } from '../../operation.ts'
import { closePage, defaultPageSize, openPage, type Page, refusePaging } from '../pages.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import { findImage } from './find-image.ts'
import { type Image, selectImagesAfter, selectTaggedImagesAfter, selectUntaggedImagesAfter } from './images.table.ts'
import { showsActive } from './list-images.ts'
import { selectTagsOfImage } from './tags.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html */
export const describeImages = operation({
  name: 'DescribeImages',
  access: (input, scope) => [
    onImages('ecr:DescribeImages', scope, input.repositoryName, () => ({ to: 'read', names: input.imageIds ?? [] })),
  ],
  async run(ctx, input, scope) {
    const { page, tags } = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(placeOf(scope, input.repositoryName))
      const page =
        input.imageIds === undefined ? yield* pageOfImages(ctx, id, input) : yield* namedImages(scope, id, input)
      const tags = new Map<number, string[]>()
      for (const image of page.rows) {
        tags.set(
          image.id,
          (yield* all(selectTagsOfImage, { imageId: image.id })).map((tag) => tag.name),
        )
      }
      return { page, tags }
    })
    return {
      imageDetails: page.rows.map((image) =>
        describeImage(scope, input.repositoryName, image, tags.get(image.id) ?? []),
      ),
      nextToken: page.nextToken,
    }
  },
})

const statements = {
  ANY: selectImagesAfter,
  TAGGED: selectTaggedImagesAfter,
  UNTAGGED: selectUntaggedImagesAfter,
} as const

function* pageOfImages(ctx: Context, repositoryId: number, input: DescribeImagesRequest): Work<Page<Image>> {
  const size = input.maxResults ?? defaultPageSize
  const tagStatus = input.filter?.tagStatus ?? 'ANY'
  const list = `DescribeImages ${repositoryId} ${tagStatus}`
  const after = openPage(ctx, list, input, 0)
  if (!showsActive(input.filter?.imageStatus)) return { rows: [], nextToken: undefined }
  const rows = yield* all(statements[tagStatus], { repositoryId, after, limit: size + 1 })
  return closePage(ctx, list, rows, size, (row) => row.id)
}

/** All of them or an error: one unknown id fails the whole call. Two ids of one image give it once. */
function* namedImages(scope: Scope, repositoryId: number, input: DescribeImagesRequest): Work<Page<Image>> {
  refusePaging(input, 'imageIds')
  const found = new Map<number, Image>()
  for (const imageId of input.imageIds ?? []) {
    if (imageId.imageDigest === undefined && imageId.imageTag === undefined) {
      throw invalidParameter('imageIds', 'both tag and digest cannot be null')
    }
    const image = yield* findImage(repositoryId, imageId)
    if (image === undefined) throw imageNotFound(placeOf(scope, input.repositoryName), imageId)
    found.set(image.id, image)
  }
  return { rows: [...found.values()], nextToken: undefined }
}

function describeImage(scope: Scope, repositoryName: string, image: Image, tags: readonly string[]): ImageDetail {
  return {
    registryId: scope.registryId,
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
