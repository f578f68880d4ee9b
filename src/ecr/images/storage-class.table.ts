import type { ExpressionBuilder, Kysely } from 'kysely'
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

/** The indexes in STANDARD that name an image, oldest first. */
export const selectStandardParents = statement(
  'selectStandardParents',
  (db, p: Bound<{ imageId: number; limit: number }>) =>
    db
      .selectFrom('image_child')
      .innerJoin('image', 'image.id', 'image_child.image_id')
      .select('image.digest')
      .where('image_child.child_id', '=', p.imageId)
      .where('image.storage_class', '=', 'STANDARD')
      .orderBy('image_child.image_id')
      .limit(p.limit),
)

/** An image that follows another one: what an index names, and what names the other as its subject. */
const memberColumns = ['image.id', 'image.repository_id', 'image.digest'] as const

interface OfIndex {
  imageId: number
  limit: number
}

interface OfSubject {
  repositoryId: number
  subjectDigest: string
  limit: number
}

const childrenOf = (db: Kysely<Schema>, p: Bound<OfIndex>) =>
  db
    .selectFrom('image_child')
    .innerJoin('image', 'image.id', 'image_child.child_id')
    .select(memberColumns)
    .where('image_child.image_id', '=', p.imageId)
    .limit(p.limit)

const referrersOf = (db: Kysely<Schema>, p: Bound<OfSubject>) =>
  db
    .selectFrom('referrer')
    .innerJoin('image', 'image.id', 'referrer.image_id')
    .select(memberColumns)
    .where('referrer.repository_id', '=', p.repositoryId)
    .where('referrer.subject_digest', '=', p.subjectDigest)
    .limit(p.limit)

/** In STANDARD, and no index in STANDARD needs it. */
const isToArchive = ({ and, eb, not, exists, selectFrom }: OfImage) =>
  and([
    eb('image.storage_class', '=', 'STANDARD'),
    not(
      exists(
        selectFrom('image_child as naming')
          .innerJoin('image as parent', 'parent.id', 'naming.image_id')
          .select('parent.id')
          .whereRef('naming.child_id', '=', 'image.id')
          .where('parent.storage_class', '=', 'STANDARD'),
      ),
    ),
  ])

/** Not active by then. */
const isToActivate =
  (p: Bound<{ activatedAt: number }>) =>
  ({ or, eb }: OfImage) =>
    or([eb('image.storage_class', '=', 'ARCHIVE'), eb('image.activated_at', '>', p.activatedAt)])

type OfImage = ExpressionBuilder<Schema, 'image'>

export const selectChildrenToArchive = statement('selectChildrenToArchive', (db, p: Bound<OfIndex>) =>
  childrenOf(db, p).where((of) => isToArchive(of)),
)

export const selectReferrersToArchive = statement('selectReferrersToArchive', (db, p: Bound<OfSubject>) =>
  referrersOf(db, p).where((of) => isToArchive(of)),
)

export const selectChildrenToActivate = statement(
  'selectChildrenToActivate',
  (db, p: Bound<OfIndex & { activatedAt: number }>) => childrenOf(db, p).where((of) => isToActivate(p)(of)),
)

export const selectReferrersToActivate = statement(
  'selectReferrersToActivate',
  (db, p: Bound<OfSubject & { activatedAt: number }>) => referrersOf(db, p).where((of) => isToActivate(p)(of)),
)
