import type { ExpressionBuilder } from 'kysely'
import { type Bound, query, run, statement, type Work } from '../../database/statement.ts'
import type { Row, Schema } from '../../database/schema.ts'

export type Upload = Row<'upload'>

/** An upload and the bytes of its row: up to a frame of them. */
export interface StoredBytes {
  readonly upload: Upload
  readonly partialFrame: Uint8Array | undefined
}

const nextRevision = ({ eb }: ExpressionBuilder<Schema, 'upload'>) => eb('revision', '+', 1)

export const insertUpload = statement(
  'insertUpload',
  (
    db,
    p: Bound<
      Pick<
        Upload,
        | 'uuid'
        | 'repository_id'
        | 'principal'
        | 'opened_by'
        | 'door'
        | 'store'
        | 'storage_key'
        | 'sealing'
        | 'key_id'
        | 'wrapped_key'
        | 'created_at'
      >
    >,
  ) =>
    db
      .insertInto('upload')
      .values({
        uuid: p.uuid,
        repository_id: p.repository_id,
        principal: p.principal,
        opened_by: p.opened_by,
        door: p.door,
        size: 0,
        part_count: 0,
        last_part_size: 0,
        has_short_part: 0,
        revision: 0,
        lease_expires_at: 0,
        store: p.store,
        storage_key: p.storage_key,
        sealing: p.sealing,
        key_id: p.key_id,
        wrapped_key: p.wrapped_key,
        created_at: p.created_at,
        touched_at: p.created_at,
      })
      .returning('id'),
)

/** Those that count in a principal's limit. */
export const countUploads = statement('countUploads', (db, p: Bound<{ openedBy: string }>) =>
  db
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('opened_by', '=', p.openedBy),
)

export const selectUpload = statement('selectUpload', (db, p: Bound<{ repositoryId: number; uuid: string }>) =>
  db.selectFrom('upload').selectAll().where('repository_id', '=', p.repositoryId).where('uuid', '=', p.uuid),
)

export const selectPartialFrame = statement('selectPartialFrame', (db, p: Bound<{ uploadId: number }>) =>
  db.selectFrom('upload_partial_frame').select('sealed_bytes').where('upload_id', '=', p.uploadId),
)

/** Of two that have read the same revision, one changes no row: so it is with every change but the upload's end. */
export const advanceUpload = statement(
  'advanceUpload',
  (
    db,
    p: Bound<{
      id: number
      revision: number
      size: number
      partCount: number
      lastPartSize: number
      hasShortPart: number
      touchedAt: number
    }>,
  ) =>
    db
      .updateTable('upload')
      .set({
        size: p.size,
        part_count: p.partCount,
        last_part_size: p.lastPartSize,
        has_short_part: p.hasShortPart,
        touched_at: p.touchedAt,
        revision: nextRevision,
        lease_expires_at: 0,
      })
      .where('id', '=', p.id)
      .where('revision', '=', p.revision),
)

export const claimUpload = statement(
  'claimUpload',
  (db, p: Bound<{ id: number; revision: number; leaseExpiresAt: number }>) =>
    db
      .updateTable('upload')
      .set({ revision: nextRevision, lease_expires_at: p.leaseExpiresAt })
      .where('id', '=', p.id)
      .where('revision', '=', p.revision),
)

/** Puts off or takes back until when an upload is leased; the revision stays whose it is. */
export const updateLeaseExpiry = statement(
  'updateLeaseExpiry',
  (db, p: Bound<{ id: number; revision: number; leaseExpiresAt: number }>) =>
    db
      .updateTable('upload')
      .set({ lease_expires_at: p.leaseExpiresAt })
      .where('id', '=', p.id)
      .where('revision', '=', p.revision),
)

/** Goes on under another storage key, with nobody's bytes under way. */
export const updatePlacement = statement(
  'updatePlacement',
  (
    db,
    p: Bound<
      { id: number; revision: number } & Pick<Upload, 'store' | 'storage_key' | 'sealing' | 'key_id' | 'wrapped_key'>
    >,
  ) =>
    db
      .updateTable('upload')
      .set({
        store: p.store,
        storage_key: p.storage_key,
        sealing: p.sealing,
        key_id: p.key_id,
        wrapped_key: p.wrapped_key,
        revision: nextRevision,
        lease_expires_at: 0,
      })
      .where('id', '=', p.id)
      .where('revision', '=', p.revision),
)

/** Of all uploads: reads the whole table. */
export function expireAllLeases(): Work<unknown[]> {
  return query((db) => db.updateTable('upload').set({ lease_expires_at: 0 }).where('lease_expires_at', '>', 0))
}

const upsertPartialFrame = statement(
  'upsertPartialFrame',
  (db, p: Bound<{ uploadId: number; sealedBytes: Uint8Array }>) =>
    db
      .insertInto('upload_partial_frame')
      .values({ upload_id: p.uploadId, sealed_bytes: p.sealedBytes })
      .onConflict((conflict) =>
        conflict.column('upload_id').doUpdateSet((row) => ({ sealed_bytes: row.ref('excluded.sealed_bytes') })),
      ),
)

export const deletePartialFrame = statement('deletePartialFrame', (db, p: Bound<{ uploadId: number }>) =>
  db.deleteFrom('upload_partial_frame').where('upload_id', '=', p.uploadId),
)

/** Keeps an upload's bytes short of a frame beside its row; undefined when there are none. */
export function* putPartialFrame(uploadId: number, sealedBytes: Uint8Array | undefined): Work<void> {
  if (sealedBytes === undefined) yield* run(deletePartialFrame, { uploadId })
  else yield* run(upsertPartialFrame, { uploadId, sealedBytes })
}

export const deleteUpload = statement('deleteUpload', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('upload').where('id', '=', p.id),
)

export const selectUploadsOfRepository = statement(
  'selectUploadsOfRepository',
  (db, p: Bound<{ repositoryId: number; limit: number }>) =>
    db
      .selectFrom('upload')
      .select(['id', 'uuid', 'store', 'storage_key'])
      .where('repository_id', '=', p.repositoryId)
      .limit(p.limit),
)

export const selectUploadsUntouchedSince = statement(
  'selectUploadsUntouchedSince',
  (db, p: Bound<{ before: number; limit: number }>) =>
    db
      .selectFrom('upload')
      .select(['id', 'uuid', 'store', 'storage_key'])
      .where('touched_at', '<', p.before)
      .orderBy('touched_at')
      .limit(p.limit),
)
