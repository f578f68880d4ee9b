import type { Context } from '../../request/context.ts'
import { all, together, type Work } from '../../database/statement.ts'
import type { ImageName } from '../../errors.ts'
import { imageNotFound, unnamedImage } from '../errors.ts'
import type { DescribeImagesRequest } from '../../generated/ecr.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { closePage, openPage, type Page, refusePaging } from '../pages.ts'
import { quotas } from '../quotas.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { findImage } from './find-image.ts'
import {
  selectImagesAfter,
  selectImagesOfStatusAfter,
  selectTaggedImagesAfter,
  selectTaggedImagesOfStatusAfter,
  selectUntaggedImagesAfter,
  selectUntaggedImagesOfStatusAfter,
} from './image-pages.table.ts'
import type { Image } from './images.table.ts'
import { rangeOf } from './storage-class-rules.ts'
import { selectTagsOfImage, selectTagsOfImages } from './tags.table.ts'

export interface TaggedImage {
  readonly image: Image
  readonly tags: readonly string[]
}

/** A page ends with the image that brings so many: a thousand images may have a million, which would hold everybody up. */
const maxTagsOfPage = 5_000

/** Of images that are named, the tags of so many are read in one turn of the event loop, for the same reason. */
const namedImagesAtOnce = 25

const ofAnyStatus = {
  ANY: selectImagesAfter,
  TAGGED: selectTaggedImagesAfter,
  UNTAGGED: selectUntaggedImagesAfter,
} as const

const ofOneStatus = {
  ANY: selectImagesOfStatusAfter,
  TAGGED: selectTaggedImagesOfStatusAfter,
  UNTAGGED: selectUntaggedImagesOfStatusAfter,
} as const

/** Images in the order they were pushed, in as many round trips for a thousand as for one. */
export function pageOfTaggedImages(
  ctx: Context,
  key: RepositoryKey,
  input: DescribeImagesRequest,
): Promise<Page<TaggedImage>> {
  return ctx.database.read(function* () {
    const { id: repositoryId } = yield* requireRepository(key)
    const size = input.maxResults ?? pageSizes.ecr.default
    const { tagStatus = 'ANY', imageStatus = 'ACTIVE' } = input.filter ?? {}
    const list = `DescribeImages ${repositoryId} ${tagStatus} ${imageStatus}`
    const after = openPage(ctx, list, input, 0)
    const from = { repositoryId, after, limit: size + 1 }
    const images =
      imageStatus === 'ANY'
        ? yield* all(ofAnyStatus[tagStatus], from)
        : yield* all(ofOneStatus[tagStatus], { ...from, ...rangeOf(imageStatus, ctx.clock.now()) })
    const rows = yield* withTagsOfPage(repositoryId, images.slice(0, size))
    const { nextToken } = closePage(ctx, list, images, rows.length, (row) => row.id)
    return { rows, nextToken }
  })
}

/** As many of the images as the page has room for. */
function* withTagsOfPage(repositoryId: number, images: readonly Image[]): Work<TaggedImage[]> {
  const [from, to] = [images.at(0)?.id, images.at(-1)?.id]
  if (from === undefined || to === undefined) return []
  // The last image that has room has all of its tags.
  const limit = maxTagsOfPage + quotas.tagsPerImage
  const rows = yield* all(selectTagsOfImages, { repositoryId, from, to, limit })
  const tagsOf = Map.groupBy(rows, ({ image_id }) => image_id)
  const tagged: TaggedImage[] = []
  let count = 0
  for (const image of images) {
    const tags = (tagsOf.get(image.id) ?? []).map(({ name }) => name)
    tagged.push({ image, tags })
    count += tags.length
    if (count >= maxTagsOfPage) break
  }
  return tagged
}

type NamedImages = DescribeImagesRequest & { readonly imageIds: readonly ImageName[] }

/** All of them or an error: one unknown id fails the whole call. Two ids of one image give it once. */
export async function namedTaggedImages(
  ctx: Context,
  key: RepositoryKey,
  input: NamedImages,
): Promise<Page<TaggedImage>> {
  const { images, rows } = await ctx.database.read(function* () {
    const images = yield* requireImages(key, input)
    return { images, rows: yield* withTags(images.slice(0, namedImagesAtOnce)) }
  })
  while (rows.length < images.length) {
    const next = images.slice(rows.length, rows.length + namedImagesAtOnce)
    await ownTurn()
    rows.push(...(await ctx.database.read(() => withTags(next))))
  }
  return { rows, nextToken: undefined }
}

function* requireImages(key: RepositoryKey, input: NamedImages): Work<Image[]> {
  const { id } = yield* requireRepository(key)
  refusePaging(input, 'imageIds')
  const { imageIds } = input
  if (imageIds.some(({ imageDigest, imageTag }) => imageDigest === undefined && imageTag === undefined)) {
    throw unnamedImage('imageIds')
  }
  const found = yield* together(imageIds.map((imageId) => findImage(id, imageId)))
  const images = new Map<number, Image>()
  for (const [index, imageId] of imageIds.entries()) {
    const image = found[index]
    if (image === undefined || typeof image === 'string') throw imageNotFound(key, imageId)
    images.set(image.id, image)
  }
  return [...images.values()]
}

function* withTags(images: readonly Image[]): Work<TaggedImage[]> {
  const rows = yield* together(images.map(({ id: imageId }) => all(selectTagsOfImage, { imageId })))
  return images.map((image, index) => ({ image, tags: (rows[index] ?? []).map(({ name }) => name) }))
}
