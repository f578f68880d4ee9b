import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'

export type Image = Row<'image'>

export const imageColumns = [
  'image.id',
  'image.repository_id',
  'image.digest',
  'image.sha256_digest',
  'image.media_type',
  'image.artifact_media_type',
  'image.artifact_type',
  'image.size',
  'image.subject_digest',
  'image.pushed_at',
  'image.last_pulled_at',
  'image.storage_class',
  'image.archived_at',
  'image.activated_at',
] as const

interface InRepository {
  repositoryId: number
}

export const selectImageByDigest = statement('selectImageByDigest', (db, p: Bound<InRepository & { digest: string }>) =>
  db
    .selectFrom('image')
    .select(imageColumns)
    .where('repository_id', '=', p.repositoryId)
    .where('digest', '=', p.digest),
)

export const selectImageByTag = statement('selectImageByTag', (db, p: Bound<InRepository & { tag: string }>) =>
  db
    .selectFrom('tag')
    .innerJoin('image', 'image.id', 'tag.image_id')
    .select(imageColumns)
    .where('tag.repository_id', '=', p.repositoryId)
    .where('tag.name', '=', p.tag),
)

export const selectImageById = statement('selectImageById', (db, p: Bound<{ imageId: number }>) =>
  db.selectFrom('image').select(imageColumns).where('id', '=', p.imageId),
)

export const selectAnyImage = statement('selectAnyImage', (db, p: Bound<InRepository>) =>
  db.selectFrom('image').select('id').where('repository_id', '=', p.repositoryId).orderBy('id').limit(1),
)

export const selectNewestImages = statement('selectNewestImages', (db, p: Bound<InRepository & { limit: number }>) =>
  db
    .selectFrom('image')
    .select(['id', 'repository_id'])
    .where('repository_id', '=', p.repositoryId)
    .orderBy('id', 'desc')
    .limit(p.limit),
)

export const countImages = statement('countImages', (db, p: Bound<InRepository>) =>
  db
    .selectFrom('image')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('repository_id', '=', p.repositoryId),
)

export const insertImage = statement(
  'insertImage',
  (
    db,
    p: Bound<{
      repositoryId: number
      digest: string
      sha256Digest: string | null
      mediaType: string
      artifactMediaType: string
      artifactType: string
      size: number
      subjectDigest: string | null
      pushedAt: number
    }>,
  ) =>
    db
      .insertInto('image')
      .values({
        repository_id: p.repositoryId,
        digest: p.digest,
        sha256_digest: p.sha256Digest,
        media_type: p.mediaType,
        artifact_media_type: p.artifactMediaType,
        artifact_type: p.artifactType,
        size: p.size,
        subject_digest: p.subjectDigest,
        pushed_at: p.pushedAt,
        last_pulled_at: null,
      })
      .returning('id'),
)

/** Unless it was noted meanwhile: hundreds may pull at once. */
export const updateLastPulledAt = statement(
  'updateLastPulledAt',
  (db, p: Bound<{ imageId: number; lastPulledAt: number; before: number }>) =>
    db
      .updateTable('image')
      .set({ last_pulled_at: p.lastPulledAt })
      .where('id', '=', p.imageId)
      .where(({ eb, or }) => or([eb('last_pulled_at', 'is', null), eb('last_pulled_at', '<', p.before)])),
)

export const insertImageBlob = statement(
  'insertImageBlob',
  (db, p: Bound<{ repositoryId: number; imageId: number; blobId: number }>) =>
    db
      .insertInto('image_blob')
      .values({ repository_id: p.repositoryId, image_id: p.imageId, blob_id: p.blobId })
      .onConflict((conflict) => conflict.doNothing()),
)

export const insertImageChild = statement('insertImageChild', (db, p: Bound<{ imageId: number; childId: number }>) =>
  db
    .insertInto('image_child')
    .values({ image_id: p.imageId, child_id: p.childId })
    .onConflict((conflict) => conflict.doNothing()),
)

/** The indexes that name an image, oldest first. */
export const selectParents = statement('selectParents', (db, p: Bound<{ imageId: number; limit: number }>) =>
  db
    .selectFrom('image_child')
    .innerJoin('image', 'image.id', 'image_child.image_id')
    .select('image.digest')
    .where('image_child.child_id', '=', p.imageId)
    .orderBy('image_child.image_id')
    .limit(p.limit),
)

export const deleteImageRow = statement('deleteImageRow', (db, p: Bound<{ imageId: number }>) =>
  db.deleteFrom('image').where('id', '=', p.imageId),
)

export const deleteImageChildren = statement('deleteImageChildren', (db, p: Bound<{ imageId: number }>) =>
  db.deleteFrom('image_child').where('image_id', '=', p.imageId),
)

export const deleteImageBlobs = statement('deleteImageBlobs', (db, p: Bound<{ imageId: number }>) =>
  db.deleteFrom('image_blob').where('image_id', '=', p.imageId),
)

/** Starts the day of grace of the blobs that lose their last image in this repository with this one. */
export const markUnreferenced = statement(
  'markUnreferenced',
  (db, p: Bound<InRepository & { imageId: number; unreferencedSince: number }>) =>
    db
      .updateTable('repository_blob')
      .set({ unreferenced_since: p.unreferencedSince })
      .where('repository_id', '=', p.repositoryId)
      .where('blob_id', 'in', ({ selectFrom }) =>
        selectFrom('image_blob').select('image_blob.blob_id').where('image_blob.image_id', '=', p.imageId),
      )
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('image_blob')
              .select('image_blob.image_id')
              .where('image_blob.repository_id', '=', p.repositoryId)
              .whereRef('image_blob.blob_id', '=', 'repository_blob.blob_id')
              .where('image_blob.image_id', '<>', p.imageId),
          ),
        ),
      ),
)

/** What indexes of a repository name, from one pair of ids on. */
export const selectChildrenAfter = statement(
  'selectChildrenAfter',
  (db, p: Bound<InRepository & { afterImage: number; afterChild: number; limit: number }>) =>
    db
      .selectFrom('image')
      .innerJoin('image_child', 'image_child.image_id', 'image.id')
      .select(['image_child.image_id', 'image_child.child_id'])
      .where('image.repository_id', '=', p.repositoryId)
      .where('image.id', '>=', p.afterImage)
      .where(({ eb, or }) => or([eb('image.id', '>', p.afterImage), eb('image_child.child_id', '>', p.afterChild)]))
      .orderBy('image.id')
      .orderBy('image_child.child_id')
      .limit(p.limit),
)

export const deleteImageChild = statement('deleteImageChild', (db, p: Bound<{ imageId: number; childId: number }>) =>
  db.deleteFrom('image_child').where('image_id', '=', p.imageId).where('child_id', '=', p.childId),
)

/** What images of a repository name. */
export const selectImageBlobsOfRepository = statement(
  'selectImageBlobsOfRepository',
  (db, p: Bound<InRepository & { limit: number }>) =>
    db
      .selectFrom('image_blob')
      .select(['image_id', 'blob_id'])
      .where('repository_id', '=', p.repositoryId)
      .orderBy('blob_id')
      .limit(p.limit),
)

export const deleteImageBlob = statement('deleteImageBlob', (db, p: Bound<{ imageId: number; blobId: number }>) =>
  db.deleteFrom('image_blob').where('image_id', '=', p.imageId).where('blob_id', '=', p.blobId),
)
