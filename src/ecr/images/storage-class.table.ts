import { type ExpressionBuilder, sql } from 'kysely'
import { type Bound, statement } from '../../database/statement.ts'
import type { Schema } from '../../database/schema.ts'

/** Of a restore that has not ended, nothing is remembered. */
export const archiveImage = statement('archiveImage', (db, p: Bound<{ imageId: number; archivedAt: number }>) =>
  db
    .updateTable('image')
    .set(({ eb, ref }) => ({
      storage_class: 'ARCHIVE',
      archived_at: p.archivedAt,
      activated_at: eb.case().when('activated_at', '>', p.archivedAt).then(0).else(ref('activated_at')).end(),
    }))
    .where('id', '=', p.imageId),
)

export const activateImage = statement('activateImage', (db, p: Bound<{ imageId: number; activatedAt: number }>) =>
  db.updateTable('image').set({ storage_class: 'STANDARD', activated_at: p.activatedAt }).where('id', '=', p.imageId),
)

/**
 * The indexes in STANDARD that name an image. Each is looked up by itself: a join may begin with all images, and while tables are small
 * PostgreSQL does, and keeps to it when they have grown.
 */
export const selectStandardParents = statement(
  'selectStandardParents',
  (db, p: Bound<{ imageId: number; limit: number }>) =>
    db
      .selectFrom('image_child')
      .select((of) => ofParent(of, 'digest').as('digest'))
      .where('child_id', '=', p.imageId)
      .where((of) => of(ofParent(of, 'storage_class'), '=', 'STANDARD'))
      .limit(p.limit),
)

const ofParent = <Column extends 'digest' | 'storage_class'>(
  { selectFrom }: ExpressionBuilder<Schema, 'image_child'>,
  column: Column,
) => selectFrom('image').select(`image.${column}`).whereRef('image.id', '=', 'image_child.image_id')

const memberColumns = [
  'image.id',
  'image.repository_id',
  'image.digest',
  'image.storage_class',
  'image.activated_at',
] as const

/** What an index names. */
export const selectChildren = statement('selectChildren', (db, p: Bound<{ imageId: number; limit: number }>) =>
  db
    .selectFrom('image_child')
    .innerJoin('image', 'image.id', 'image_child.child_id')
    .select(memberColumns)
    .where('image_child.image_id', '=', p.imageId)
    .limit(p.limit),
)

/** What names an image as its subject. */
export const selectReferrers = statement(
  'selectReferrers',
  (db, p: Bound<{ repositoryId: number; subjectDigest: string; limit: number }>) =>
    db
      .selectFrom('referrer')
      .innerJoin('image', 'image.id', 'referrer.image_id')
      .select(memberColumns)
      .where('referrer.repository_id', '=', p.repositoryId)
      .where('referrer.subject_digest', '=', p.subjectDigest)
      .limit(p.limit),
)

/**
 * The storage class, and the time of activation, of an image that is found by its id: these expressions have no index. While tables are small
 * PostgreSQL would begin with the index of all images that have the class, and it keeps to a plan when they have grown.
 */
export const imageClass = sql<string>`image.storage_class || ''`
export const imageActivation = sql<number>`image.activated_at + 0`

/**
 * From when on the blobs of an image can be read: from the first moment at which an image that names them is active. The newest
 * is looked at first, since the old ones are archived. `without`: an image that doesn't count, since it is about to go.
 */
export const updateAvailableAt = statement(
  'updateAvailableAt',
  (db, p: Bound<{ repositoryId: number; imageId: number; without: number; now: number }>) =>
    db
      .updateTable('repository_blob')
      .set(({ fn, selectFrom }) => {
        const naming = selectFrom('image_blob')
          .innerJoin('image', 'image.id', 'image_blob.image_id')
          .where('image_blob.repository_id', '=', p.repositoryId)
          .whereRef('image_blob.blob_id', '=', 'repository_blob.blob_id')
          .where('image_blob.image_id', '<>', p.without)
          .where(imageClass, '=', 'STANDARD')
        const active = naming
          .select((of) => of.lit(0).as('at'))
          .where(imageActivation, '<=', p.now)
          .orderBy('image_blob.image_id', 'desc')
          .limit(1)
        const activating = naming.select((of) => of.fn.min('image.activated_at').as('at'))
        return { available_at: fn.coalesce(active, activating) }
      })
      .where('repository_id', '=', p.repositoryId)
      .where('blob_id', 'in', ({ selectFrom }) =>
        selectFrom('image_blob').select('image_blob.blob_id').where('image_blob.image_id', '=', p.imageId),
      ),
)
