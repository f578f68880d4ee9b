import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import {
  imageAlreadyExists,
  imageTagAlreadyExists,
  layersNotFound,
  referencedImagesNotFound,
  tooManyImages,
  tooManyImageTags,
} from '../errors.ts'
import { markReferenced, selectLayer } from '../layers/layers.table.ts'
import type { RepositoryPlace } from '../repositories/find-repository.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { decideTagPush, mutabilityOf } from '../repositories/mutability-rules.ts'
import { type Repository, updateImageCount } from '../repositories/repositories.table.ts'
import { isSurelyWithin } from '../quota-rules.ts'
import { quotas } from '../quotas.ts'
import type { ImageDigests } from './digest-rules.ts'
import { countImages, insertImage, insertImageBlob, insertImageChild, selectImageByDigest } from './images.table.ts'
import type { Descriptor, Manifest } from './manifest-rules.ts'
import { describeReferrer } from './referrer-rules.ts'
import { insertReferrer } from './referrers.table.ts'
import { deleteTag, insertTag, selectTag, selectTagAt } from './tags.table.ts'

export interface NewImage extends ImageDigests {
  readonly place: RepositoryPlace
  readonly manifest: Manifest
  readonly bytes: Uint8Array
  /** None for an image that is pushed by digest. */
  readonly tags: readonly string[]
  /** ImageAlreadyExistsException when nothing would change. */
  readonly refusesSameAgain: boolean
}

/** Puts an image and its tags into a repository, in one transaction: all of it or nothing. */
export function storeImage(ctx: Context, image: NewImage): Promise<void> {
  return ctx.database.change(function* () {
    const repository = yield* requireRepository(image.place)
    const existing = yield* first(selectImageByDigest, { repositoryId: repository.id, digest: image.digest })
    const imageId = existing?.id ?? (yield* addImage(ctx, repository, image))
    let changed = existing === undefined
    // To look for tags of a new image would be to read where other pushes write theirs.
    const hasRoom = existing === undefined && image.tags.length <= quotas.tagsPerImage
    const tagged = { image, repository, imageId, hasRoom }
    for (const tag of image.tags) changed = (yield* attachTag(tagged, tag)) || changed
    if (!changed && image.refusesSameAgain) throw imageAlreadyExists(image.place, image.digest, image.tags[0])
  })
}

function* addImage(ctx: Context, repository: Repository, image: NewImage): Work<number> {
  const layers = yield* requireLayers(repository, image)
  const children = yield* requireChildren(repository, image)
  const { manifest } = image
  const inserted = yield* first(insertImage, {
    repositoryId: repository.id,
    digest: image.digest,
    sha256Digest: image.sha256Digest,
    mediaType: manifest.mediaType,
    artifactMediaType: manifest.artifactMediaType,
    artifactType: manifest.artifactType,
    size: manifest.isList ? Math.max(0, ...sizes(children)) : sum(sizes(layers)),
    subjectDigest: manifest.subjectDigest ?? null,
    manifest: image.bytes,
    pushedAt: ctx.clock.now(),
  })
  if (inserted === undefined) throw new Error('an insert returned no row')
  yield* refuseTooMany(image.place, repository, inserted.id)
  for (const { id, mediaType } of layers) {
    yield* run(markReferenced, { repositoryId: repository.id, blobId: id, mediaType })
    yield* run(insertImageBlob, { repositoryId: repository.id, imageId: inserted.id, blobId: id })
  }
  for (const child of children) yield* run(insertImageChild, { imageId: inserted.id, childId: child.id })
  yield* addReferrer(repository, inserted.id, image)
  return inserted.id
}

function* addReferrer({ id: repositoryId }: Repository, imageId: number, image: NewImage): Work<void> {
  const { manifest, digest, bytes } = image
  const { subjectDigest, artifactType } = manifest
  if (subjectDigest === undefined) return
  const described = describeReferrer(manifest, digest, bytes.byteLength)
  yield* run(insertReferrer, { imageId, repositoryId, subjectDigest, artifactType, ...described })
}

function* refuseTooMany(place: RepositoryPlace, repository: Repository, newestId: number): Work<void> {
  const { id: repositoryId, counted_images: count, counted_to_id: toId } = repository
  const limit = quotas.imagesPerRepository
  if (isSurelyWithin(limit, { count, toId }, newestId)) return
  const counted = yield* first(countImages, { repositoryId })
  if (counted === undefined || counted.count > limit) throw tooManyImages(place, limit)
  yield* run(updateImageCount, { repositoryId, count: counted.count, newestId })
}

interface Part {
  readonly id: number
  readonly size: number
  readonly mediaType: string
}

/** Layers count per repository: that another one has them doesn't help, unless they were mounted. */
function* requireLayers(repository: Repository, image: NewImage): Work<Part[]> {
  const { found, missing } = yield* lookUp(image.manifest.blobs, (digest) =>
    first(selectLayer, { scopeId: repository.namespace_id, repositoryId: repository.id, digest }),
  )
  if (missing.length > 0) throw layersNotFound(image.place, missing)
  const foreign = yield* lookUp(image.manifest.foreignBlobs, (digest) =>
    first(selectLayer, { scopeId: repository.namespace_id, repositoryId: repository.id, digest }),
  )
  return [...found, ...foreign.found]
}

function* requireChildren(repository: Repository, image: NewImage): Work<Part[]> {
  const { found, missing } = yield* lookUp(image.manifest.children, (digest) =>
    first(selectImageByDigest, { repositoryId: repository.id, digest }),
  )
  if (missing.length > 0) throw referencedImagesNotFound(image.place, missing)
  return found
}

function* lookUp(
  descriptors: readonly Descriptor[],
  find: (digest: string) => Work<{ id: number; size: number } | undefined>,
): Work<{ found: Part[]; missing: string[] }> {
  const found = new Map<string, Part>()
  const missing = new Set<string>()
  for (const { digest, mediaType } of descriptors) {
    if (found.has(digest) || missing.has(digest)) continue
    const row = yield* find(digest)
    if (row === undefined) missing.add(digest)
    else found.set(digest, { id: row.id, size: row.size, mediaType })
  }
  return { found: [...found.values()], missing: [...missing] }
}

interface TaggedImage {
  readonly image: NewImage
  readonly repository: Repository
  readonly imageId: number
  /** Surely: otherwise its tags are looked at. */
  readonly hasRoom: boolean
}

/** Attaches a tag, moving it where that is allowed; the image that had it stays. False: it was there already. */
function* attachTag({ image, repository, imageId, hasRoom }: TaggedImage, name: string): Work<boolean> {
  const current = yield* first(selectTag, { repositoryId: repository.id, name })
  const decision = decideTagPush(mutabilityOf(repository), name, { current: current?.image_id, pushed: imageId })
  if (decision === 'keep') return false
  if (decision === 'refuse') throw imageTagAlreadyExists(image.place, name)
  if (decision === 'move') yield* run(deleteTag, { repositoryId: repository.id, name })
  if (!hasRoom && (yield* first(selectTagAt, { imageId, offset: quotas.tagsPerImage - 1 })) !== undefined) {
    throw tooManyImageTags(quotas.tagsPerImage)
  }
  yield* run(insertTag, { repositoryId: repository.id, name, imageId })
  return true
}

const sizes = (parts: readonly Part[]): number[] => parts.map((part) => part.size)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
