import type { ExpressionBuilder, Kysely } from 'kysely'
import { type Bound, statement } from '../../database/statement.ts'
import type { Schema } from '../../database/schema.ts'
import { imageColumns } from './images.table.ts'
import type { StatusRange } from './storage-class-rules.ts'

/**
 * Pages of a repository's images in the order they were pushed: of all, or of those of one status. The index of the status leads past
 * the others, however many they are.
 */
interface AfterImage {
  repositoryId: number
  after: number
  limit: number
}

const imagesAfter = (db: Kysely<Schema>, p: Bound<AfterImage>) =>
  db
    .selectFrom('image')
    .select(imageColumns)
    .where('image.repository_id', '=', p.repositoryId)
    .where('image.id', '>', p.after)
    .orderBy('image.id')
    .limit(p.limit)

type OfImage = ExpressionBuilder<Schema, 'image'>

const isTagged = ({ exists, selectFrom }: OfImage) =>
  exists(selectFrom('tag').select('tag.id').whereRef('tag.image_id', '=', 'image.id'))

const isUntagged = (of: OfImage) => of.not(isTagged(of))

/** What `rangeOf` says. */
const hasStatus = (p: Bound<StatusRange>) => (of: OfImage) =>
  of.and([
    of('image.storage_class', '=', p.storageClass),
    of('image.activated_at', '>', p.activatedAfter),
    of('image.activated_at', '<=', p.activatedUpTo),
  ])

export const selectImagesAfter = statement('selectImagesAfter', (db, p: Bound<AfterImage>) => imagesAfter(db, p))

export const selectTaggedImagesAfter = statement('selectTaggedImagesAfter', (db, p: Bound<AfterImage>) =>
  imagesAfter(db, p).where(isTagged),
)

export const selectUntaggedImagesAfter = statement('selectUntaggedImagesAfter', (db, p: Bound<AfterImage>) =>
  imagesAfter(db, p).where(isUntagged),
)

export const selectImagesOfStatusAfter = statement(
  'selectImagesOfStatusAfter',
  (db, p: Bound<AfterImage & StatusRange>) => imagesAfter(db, p).where(hasStatus(p)),
)

export const selectTaggedImagesOfStatusAfter = statement(
  'selectTaggedImagesOfStatusAfter',
  (db, p: Bound<AfterImage & StatusRange>) => imagesAfter(db, p).where(hasStatus(p)).where(isTagged),
)

export const selectUntaggedImagesOfStatusAfter = statement(
  'selectUntaggedImagesOfStatusAfter',
  (db, p: Bound<AfterImage & StatusRange>) => imagesAfter(db, p).where(hasStatus(p)).where(isUntagged),
)

/** ListImages: every tag with its image, and every image without a tag, in the order of images and then of tags. */
interface AfterImageAndTag {
  repositoryId: number
  imageId: number
  tagId: number
  limit: number
}

const imageIdsAfter = (db: Kysely<Schema>, p: Bound<AfterImageAndTag>) =>
  db
    .selectFrom('image')
    .leftJoin('tag', 'tag.image_id', 'image.id')
    .select(['image.id as imageId', 'image.digest', 'tag.id as tagId', 'tag.name'])
    .where('image.repository_id', '=', p.repositoryId)
    .where('image.id', '>=', p.imageId)
    .where(({ or, eb, fn, val }) =>
      or([eb('image.id', '>', p.imageId), eb(fn.coalesce('tag.id', val(0)), '>', p.tagId)]),
    )
    .orderBy('image.id')
    .orderBy('tag.id')
    .limit(p.limit)

const taggedIdsAfter = (db: Kysely<Schema>, p: Bound<AfterImageAndTag>) =>
  db
    .selectFrom('image')
    .innerJoin('tag', 'tag.image_id', 'image.id')
    .select(['image.id as imageId', 'image.digest', 'tag.id as tagId', 'tag.name'])
    .where('image.repository_id', '=', p.repositoryId)
    .where('image.id', '>=', p.imageId)
    .where(({ or, eb }) => or([eb('image.id', '>', p.imageId), eb('tag.id', '>', p.tagId)]))
    .orderBy('image.id')
    .orderBy('tag.id')
    .limit(p.limit)

const untaggedIdsAfter = (db: Kysely<Schema>, p: Bound<AfterImageAndTag>) =>
  db
    .selectFrom('image')
    .leftJoin('tag', 'tag.image_id', 'image.id')
    .select(['image.id as imageId', 'image.digest', 'tag.id as tagId', 'tag.name'])
    .where('image.repository_id', '=', p.repositoryId)
    .where('image.id', '>', p.imageId)
    .where('tag.id', 'is', null)
    .orderBy('image.id')
    .limit(p.limit)

export const selectImageIdsAfter = statement('selectImageIdsAfter', (db, p: Bound<AfterImageAndTag>) =>
  imageIdsAfter(db, p),
)

export const selectTaggedIdsAfter = statement('selectTaggedIdsAfter', (db, p: Bound<AfterImageAndTag>) =>
  taggedIdsAfter(db, p),
)

export const selectUntaggedIdsAfter = statement('selectUntaggedIdsAfter', (db, p: Bound<AfterImageAndTag>) =>
  untaggedIdsAfter(db, p),
)

export const selectImageIdsOfStatusAfter = statement(
  'selectImageIdsOfStatusAfter',
  (db, p: Bound<AfterImageAndTag & StatusRange>) => imageIdsAfter(db, p).where((of) => hasStatus(p)(of)),
)

export const selectTaggedIdsOfStatusAfter = statement(
  'selectTaggedIdsOfStatusAfter',
  (db, p: Bound<AfterImageAndTag & StatusRange>) => taggedIdsAfter(db, p).where((of) => hasStatus(p)(of)),
)

export const selectUntaggedIdsOfStatusAfter = statement(
  'selectUntaggedIdsOfStatusAfter',
  (db, p: Bound<AfterImageAndTag & StatusRange>) => untaggedIdsAfter(db, p).where((of) => hasStatus(p)(of)),
)
