import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'

/** A blob as one repository holds it. */
export type Layer = Omit<Row<'blob'>, 'inline_bytes'> &
  Pick<Row<'repository_blob'>, 'media_type' | 'unreferenced_since' | 'available_at'>

const layerColumns = [
  'blob.id',
  'blob.namespace_id',
  'blob.digest',
  'blob.size',
  'blob.store',
  'blob.storage_key',
  'blob.sealing',
  'blob.key_id',
  'blob.wrapped_key',
  'blob.created_at',
  'repository_blob.media_type',
  'repository_blob.unreferenced_since',
  'repository_blob.available_at',
] as const

interface ByDigest {
  namespaceId: number
  repositoryId: number
  digest: string
}

export const selectLayer = statement('selectLayer', (db, p: Bound<ByDigest>) =>
  db
    .selectFrom('blob')
    .innerJoin('repository_blob', 'repository_blob.blob_id', 'blob.id')
    .select(layerColumns)
    .where('blob.namespace_id', '=', p.namespaceId)
    .where('blob.digest', '=', p.digest)
    .where('repository_blob.repository_id', '=', p.repositoryId),
)

/** The layer with its bytes where they are kept in the row: for reading. */
export const selectLayerBytes = statement('selectLayerBytes', (db, p: Bound<ByDigest>) =>
  db
    .selectFrom('blob')
    .innerJoin('repository_blob', 'repository_blob.blob_id', 'blob.id')
    .select([...layerColumns, 'blob.inline_bytes'])
    .where('blob.namespace_id', '=', p.namespaceId)
    .where('blob.digest', '=', p.digest)
    .where('repository_blob.repository_id', '=', p.repositoryId),
)

export const selectBlobByDigest = statement(
  'selectBlobByDigest',
  (db, p: Bound<{ namespaceId: number; digest: string }>) =>
    db
      .selectFrom('blob')
      .select(['id', 'size'])
      .where('namespace_id', '=', p.namespaceId)
      .where('digest', '=', p.digest),
)

export const insertBlob = statement('insertBlob', (db, p: Bound<Omit<Row<'blob'>, 'id'>>) =>
  db
    .insertInto('blob')
    .values({
      namespace_id: p.namespace_id,
      digest: p.digest,
      size: p.size,
      store: p.store,
      storage_key: p.storage_key,
      sealing: p.sealing,
      key_id: p.key_id,
      wrapped_key: p.wrapped_key,
      inline_bytes: p.inline_bytes,
      created_at: p.created_at,
    })
    .returning('id'),
)

/**
 * Shows a blob in a repository; one that is there already and unreferenced gets its day of grace anew, and one that only archived images
 * name can be read again: its sender has it.
 */
export const upsertRepositoryBlob = statement(
  'upsertRepositoryBlob',
  (db, p: Bound<{ repositoryId: number; blobId: number; unreferencedSince: number }>) =>
    db
      .insertInto('repository_blob')
      .values({
        repository_id: p.repositoryId,
        blob_id: p.blobId,
        media_type: '',
        unreferenced_since: p.unreferencedSince,
      })
      .onConflict((conflict) =>
        conflict
          .columns(['repository_id', 'blob_id'])
          .doUpdateSet(({ eb, ref }) => ({
            unreferenced_since: eb
              .case()
              .when('repository_blob.unreferenced_since', 'is not', null)
              .then(ref('excluded.unreferenced_since'))
              .end(),
            available_at: 0,
          }))
          .where(({ or, eb }) =>
            or([
              eb('repository_blob.unreferenced_since', 'is not', null),
              eb('repository_blob.available_at', 'is', null),
              eb('repository_blob.available_at', '>', 0),
            ]),
          ),
      ),
)

/** An active image names the blob: it stays as long as the image, and has the type that the manifest gives it. */
export const markReferenced = statement(
  'markReferenced',
  (db, p: Bound<{ repositoryId: number; blobId: number; mediaType: string }>) =>
    db
      .updateTable('repository_blob')
      .set({ unreferenced_since: null, media_type: p.mediaType, available_at: 0 })
      .where('repository_id', '=', p.repositoryId)
      .where('blob_id', '=', p.blobId),
)

/** What the collector may take: blobs of a repository that no image has named for long enough. */
export const selectUnreferenced = statement('selectUnreferenced', (db, p: Bound<{ before: number; limit: number }>) =>
  db
    .selectFrom('repository_blob')
    .select(['repository_id', 'blob_id'])
    .where('unreferenced_since', '<', p.before)
    .orderBy('unreferenced_since')
    .limit(p.limit),
)

export const deleteRepositoryBlob = statement(
  'deleteRepositoryBlob',
  (db, p: Bound<{ repositoryId: number; blobId: number; before: number }>) =>
    db
      .deleteFrom('repository_blob')
      .where('repository_id', '=', p.repositoryId)
      .where('blob_id', '=', p.blobId)
      .where('unreferenced_since', '<', p.before),
)

export const deleteUnreferencedBlob = statement(
  'deleteUnreferencedBlob',
  (db, p: Bound<{ repositoryId: number; blobId: number }>) =>
    db.deleteFrom('repository_blob').where('repository_id', '=', p.repositoryId).where('blob_id', '=', p.blobId),
)

/** An image of the repository that names a blob. */
export const selectImageOfBlob = statement(
  'selectImageOfBlob',
  (db, p: Bound<{ repositoryId: number; blobId: number }>) =>
    db
      .selectFrom('image_blob')
      .innerJoin('image', 'image.id', 'image_blob.image_id')
      .select('image.digest')
      .where('image_blob.repository_id', '=', p.repositoryId)
      .where('image_blob.blob_id', '=', p.blobId)
      .limit(1),
)

export const selectBlobsOfRepository = statement(
  'selectBlobsOfRepository',
  (db, p: Bound<{ repositoryId: number; limit: number }>) =>
    db
      .selectFrom('repository_blob')
      .select('blob_id')
      .where('repository_id', '=', p.repositoryId)
      .orderBy('blob_id')
      .limit(p.limit),
)

/** Deletes a blob that no repository shows any more; its bytes are removed later. */
export const deleteBlobIfUnused = statement('deleteBlobIfUnused', (db, p: Bound<{ blobId: number }>) =>
  db
    .deleteFrom('blob')
    .where('id', '=', p.blobId)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('repository_blob').select('blob_id').where('blob_id', '=', p.blobId))),
    )
    .returning(['store', 'storage_key']),
)

/** A repository in the registry that shows a blob: for a mount that does not say from where. Deleted ones are elsewhere. */
export const selectLayerInScope = statement(
  'selectLayerInScope',
  (db, p: Bound<{ namespaceId: number; digest: string; limit: number }>) =>
    db
      .selectFrom('repository_blob')
      .innerJoin('repository', 'repository.id', 'repository_blob.repository_id')
      .select(['repository_blob.blob_id as id', 'repository.name'])
      // A value here, not a table to join: then the index gives the order on every database.
      .where('repository_blob.blob_id', '=', ({ selectFrom }) =>
        selectFrom('blob')
          .select('blob.id')
          .where('blob.namespace_id', '=', p.namespaceId)
          .where('blob.digest', '=', p.digest),
      )
      .where('repository.registry_id', '=', ({ selectFrom }) =>
        selectFrom('blob_namespace')
          .select('blob_namespace.registry_id')
          .where('blob_namespace.id', '=', p.namespaceId),
      )
      .orderBy('repository_blob.repository_id')
      .limit(p.limit),
)
