import type { Context } from '../../request/context.ts'
import { all, type Work } from '../../database/statement.ts'
import { invalidParameter } from '../../errors.ts'
import { imageNotFound } from '../errors.ts'
import type { DescribeImagesRequest, ImageDetail } from '../../generated/ecr.ts'
import { onImages, operation, type Scope } from '../../request/operation.ts'
import { closePage, openPage, type Page, refusePaging } from '../pages.ts'
import { pageSizes } from '../../request/page-sizes.ts'
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
    const { rows, nextToken } = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(placeOf(scope, input.repositoryName))
      return input.imageIds === undefined ? yield* pageOfImages(ctx, id, input) : yield* namedImages(scope, id, input)
    })
    return {
      imageDetails: rows.map(({ image, tags }) => describeImage(scope, input.repositoryName, image, tags)),
      nextToken,
    }
  },
})

interface TaggedImage {
  readonly image: Image
  readonly tags: readonly string[]
}

/** A page ends with the image that brings so many: a thousand images may have a million, which would hold everybody up. */
const maxTagsOfPage = 5_000

function* withTags(images: readonly Image[], maxTags: number): Work<TaggedImage[]> {
  const tagged: TaggedImage[] = []
  let count = 0
  for (const image of images) {
    const tags = (yield* all(selectTagsOfImage, { imageId: image.id })).map(({ name }) => name)
    tagged.push({ image, tags })
    count += tags.length
    if (count >= maxTags) break
  }
  return tagged
}

const statements = {
  ANY: selectImagesAfter,
  TAGGED: selectTaggedImagesAfter,
  UNTAGGED: selectUntaggedImagesAfter,
} as const

function* pageOfImages(ctx: Context, repositoryId: number, input: DescribeImagesRequest): Work<Page<TaggedImage>> {
  const size = input.maxResults ?? pageSizes.ecr.default
  const tagStatus = input.filter?.tagStatus ?? 'ANY'
  const list = `DescribeImages ${repositoryId} ${tagStatus}`
  const after = openPage(ctx, list, input, 0)
  if (!showsActive(input.filter?.imageStatus)) return { rows: [], nextToken: undefined }
  const rows = yield* all(statements[tagStatus], { repositoryId, after, limit: size + 1 })
  const tagged = yield* withTags(rows.slice(0, size), maxTagsOfPage)
  const { nextToken } = closePage(ctx, list, rows, tagged.length, (row) => row.id)
  return { rows: tagged, nextToken }
}

/** All of them or an error: one unknown id fails the whole call. Two ids of one image give it once. */
function* namedImages(scope: Scope, repositoryId: number, input: DescribeImagesRequest): Work<Page<TaggedImage>> {
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
  return { rows: yield* withTags([...found.values()], Infinity), nextToken: undefined }
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
