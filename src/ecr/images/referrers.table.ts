import { type Bound, query, statement, type Work } from '../../database/statement.ts'

interface AfterReferrer {
  repositoryId: number
  subjectDigest: string
  after: number
  limit: number
}

/** Referrers in the order they were pushed, and what each costs a page. */
export const selectReferrersAfter = statement('selectReferrersAfter', (db, p: Bound<AfterReferrer>) =>
  db
    .selectFrom('referrer')
    .select(['image_id as id', 'weight'])
    .where('repository_id', '=', p.repositoryId)
    .where('subject_digest', '=', p.subjectDigest)
    .where('image_id', '>', p.after)
    .orderBy('image_id')
    .limit(p.limit),
)

export const selectReferrersOfTypeAfter = statement(
  'selectReferrersOfTypeAfter',
  (db, p: Bound<AfterReferrer & { artifactType: string }>) =>
    db
      .selectFrom('referrer')
      .select(['image_id as id', 'weight'])
      .where('repository_id', '=', p.repositoryId)
      .where('subject_digest', '=', p.subjectDigest)
      .where('artifact_type', '=', p.artifactType)
      .where('image_id', '>', p.after)
      .orderBy('image_id')
      .limit(p.limit),
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
