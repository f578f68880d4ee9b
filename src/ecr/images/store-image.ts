import type { Context } from '../../request/context.ts'
import { first, run, together, type Work } from '../../database/statement.ts'
import { imageAlreadyExists, tooManyImages, tooManyToRestore } from '../errors.ts'
import { markReferenced } from '../layers/layers.table.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { type Repository, updateImageCount } from '../repositories/repositories.table.ts'
import { isSurelyWithin } from '../quota-rules.ts'
import { quotas } from '../quotas.ts'
import { attachTag, refuseTooManyTags, requireTagPushes } from './attach-tag.ts'
import type { ImageDigests } from './digest-rules.ts'
import { activateFamily, maxFamilySize } from './image-family.ts'
import {
  countImages,
  type Image,
  insertImage,
  insertImageBlob,
  insertImageChild,
  selectImageByDigest,
} from './images.table.ts'
import { evaluateSoon } from './evaluate-soon.ts'
import type { Manifest } from './manifest-rules.ts'
import { insertManifest } from './manifests.table.ts'
import { describeReferrer } from './referrer-rules.ts'
import { insertReferrer } from './referrers.table.ts'
import { type Part, requireParts } from './require-parts.ts'
import { statusOf } from './storage-class-rules.ts'
import { selectTag } from './tags.table.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

export interface NewImage extends ImageDigests {
  readonly key: RepositoryKey
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
    const { key } = image
    const repository = yield* requireRepository(key)
    const { existing, holders } = yield* findExisting(repository, image)
    const added = existing === undefined ? yield* addImage(ctx, repository, image) : { id: existing.id, references: [] }
    const tags = requireTagPushes(repository, { key, holders, imageId: added.id })
    const isRestored = existing !== undefined && (yield* restoreAtOnce(ctx, existing))
    if (existing !== undefined && !isRestored && tags.length === 0 && image.refusesSameAgain) {
      throw imageAlreadyExists(key, image.digest, image.tags[0])
    }
    yield* refuseTooManyTags(existing?.id, tags.length)
    yield* together([
      ...added.references,
      ...tags.map((tag) => attachTag(repository, added.id, tag)),
      evaluateSoon(ctx, repository.id),
    ])
  })
}

/** An image that is pushed again is active again, without delay: its client has it. Whether it was not active before. */
function* restoreAtOnce(ctx: Context, image: Image): Work<boolean> {
  const now = ctx.clock.now()
  if (statusOf(image, now) === 'ACTIVE') return false
  if (!(yield* activateFamily(image, now, now))) throw tooManyToRestore(maxFamilySize)
  return true
}

interface Existing {
  readonly existing: Image | undefined
  /** Which image has each of the tags now. */
  readonly holders: ReadonlyMap<string, number | undefined>
}

function* findExisting({ id: repositoryId }: Repository, { digest, tags }: NewImage): Work<Existing> {
  const [existing, rows] = yield* together([
    first(selectImageByDigest, { repositoryId, digest }),
    together(tags.map((name) => first(selectTag, { repositoryId, name }))),
  ])
  return { existing, holders: new Map(tags.map((name, index) => [name, rows[index]?.image_id])) }
}

/** An image's row; what else is to be written of it names that row. */
interface AddedImage {
  readonly id: number
  readonly references: readonly Work<unknown>[]
}

function* addImage(ctx: Context, repository: Repository, image: NewImage): Work<AddedImage> {
  const { layers, children } = yield* requireParts(repository, image, ctx.clock.now())
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
    pushedAt: ctx.clock.now(),
  })
  if (inserted === undefined) throw new Error('an insert returned no row')
  const { id: imageId } = inserted
  yield* refuseTooMany(image.key, repository, imageId)
  const repositoryId = repository.id
  const references = [
    run(insertManifest, { imageId, bytes: image.bytes }),
    ...layers.map(({ id: blobId, mediaType }) => run(markReferenced, { repositoryId, blobId, mediaType })),
    ...layers.map(({ id: blobId }) => run(insertImageBlob, { repositoryId, imageId, blobId })),
    ...children.map(({ id: childId }) => run(insertImageChild, { imageId, childId })),
    addReferrer(repository, imageId, image),
  ]
  return { id: imageId, references }
}

function* addReferrer({ id: repositoryId }: Repository, imageId: number, image: NewImage): Work<void> {
  const { manifest, digest, bytes } = image
  const { subjectDigest, artifactType } = manifest
  if (subjectDigest === undefined) return
  const described = describeReferrer(manifest, digest, bytes.byteLength)
  yield* run(insertReferrer, { imageId, repositoryId, subjectDigest, artifactType, ...described })
}

function* refuseTooMany(key: RepositoryKey, repository: Repository, newestId: number): Work<void> {
  const { id: repositoryId, counted_images: count, counted_to_id: toId } = repository
  const limit = quotas.imagesPerRepository
  if (isSurelyWithin(limit, { count, toId }, newestId)) return
  const counted = yield* first(countImages, { repositoryId })
  if (counted === undefined || counted.count > limit) throw tooManyImages(key, limit)
  yield* run(updateImageCount, { repositoryId, count: counted.count, newestId })
}

const sizes = (parts: readonly Part[]): number[] => parts.map((part) => part.size)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
