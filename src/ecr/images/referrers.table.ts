import type { ExpressionBuilder, Kysely } from 'kysely'
import { type Bound, query, statement, type Work } from '../../database/statement.ts'
import type { Schema } from '../../database/schema.ts'
import { imageActivation, imageClass } from './storage-class.table.ts'
import type { StatusRange } from './storage-class-rules.ts'

export interface AfterReferrer {
  repositoryId: number
  subjectDigest: string
  after: number
  limit: number
}

type OfType = AfterReferrer & { artifactType: string }

/** Referrers in the order they were pushed, what each costs a page, and what says its status. */
const referrersAfter = (db: Kysely<Schema>, p: Bound<AfterReferrer>) =>
  db
    .selectFrom('referrer')
    .innerJoin('image', 'image.id', 'referrer.image_id')
    .select(['referrer.image_id as id', 'referrer.weight', 'image.storage_class', 'image.activated_at'])
    .where('referrer.repository_id', '=', p.repositoryId)
    .where('referrer.subject_digest', '=', p.subjectDigest)
    .where('referrer.image_id', '>', p.after)
    .orderBy('referrer.image_id')
    .limit(p.limit)

const hasStatus =
  (p: Bound<StatusRange>) =>
  ({ and, eb }: ExpressionBuilder<Schema, 'image'>) =>
    and([
      eb(imageClass, '=', p.storageClass),
      eb(imageActivation, '>', p.activatedAfter),
      eb(imageActivation, '<=', p.activatedUpTo),
    ])

export const selectReferrersAfter = statement('selectReferrersAfter', (db, p: Bound<AfterReferrer>) =>
  referrersAfter(db, p),
)

export const selectReferrersOfTypeAfter = statement('selectReferrersOfTypeAfter', (db, p: Bound<OfType>) =>
  referrersAfter(db, p).where('referrer.artifact_type', '=', p.artifactType),
)

export const selectReferrersOfStatusAfter = statement(
  'selectReferrersOfStatusAfter',
  (db, p: Bound<AfterReferrer & StatusRange>) => referrersAfter(db, p).where((of) => hasStatus(p)(of)),
)

export const selectReferrersOfTypeAndStatusAfter = statement(
  'selectReferrersOfTypeAndStatusAfter',
  (db, p: Bound<OfType & StatusRange>) =>
    referrersAfter(db, p)
      .where('referrer.artifact_type', '=', p.artifactType)
      .where((of) => hasStatus(p)(of)),
)

/** In the order of the ids. */
export function selectDescriptors(imageIds: readonly number[]): Work<{ descriptor: string }[]> {
  return query((db) =>
    db.selectFrom('referrer').select('descriptor').where('image_id', 'in', imageIds).orderBy('image_id'),
  )
}

export const insertReferrer = statement(
  'insertReferrer',
  (
    db,
    p: Bound<{
      imageId: number
      repositoryId: number
      subjectDigest: string
      artifactType: string
      weight: number
      descriptor: string
    }>,
  ) =>
    db.insertInto('referrer').values({
      image_id: p.imageId,
      repository_id: p.repositoryId,
      subject_digest: p.subjectDigest,
      artifact_type: p.artifactType,
      weight: p.weight,
      descriptor: p.descriptor,
    }),
)
