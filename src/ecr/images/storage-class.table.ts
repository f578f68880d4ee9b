import type { ExpressionBuilder } from 'kysely'
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
