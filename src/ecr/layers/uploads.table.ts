import { type Bound, statement } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'

export type Upload = Row<'upload'>

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
    db.insertInto('upload').values({
      uuid: p.uuid,
      repository_id: p.repository_id,
      principal: p.principal,
      door: p.door,
      size: 0,
      part_count: 0,
      last_part_size: 0,
      has_short_part: 0,
      store: p.store,
      storage_key: p.storage_key,
      sealing: p.sealing,
      key_id: p.key_id,
      wrapped_key: p.wrapped_key,
      created_at: p.created_at,
      touched_at: p.created_at,
    }),
)

export const selectUpload = statement('selectUpload', (db, p: Bound<{ repositoryId: number; uuid: string }>) =>
  db.selectFrom('upload').selectAll().where('repository_id', '=', p.repositoryId).where('uuid', '=', p.uuid),
)

export const selectTail = statement('selectTail', (db, p: Bound<{ uploadId: number }>) =>
  db.selectFrom('upload_tail').select('sealed_bytes').where('upload_id', '=', p.uploadId),
)

/** Goes on only from where the upload stood: of two writers that both saw `from`, one changes no row. */
export const advanceUpload = statement(
  'advanceUpload',
  (
    db,
    p: Bound<{
      id: number
      from: number
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
      })
      .where('id', '=', p.id)
      .where('size', '=', p.from),
)

export const upsertTail = statement('upsertTail', (db, p: Bound<{ uploadId: number; sealedBytes: Uint8Array }>) =>
  db
    .insertInto('upload_tail')
    .values({ upload_id: p.uploadId, sealed_bytes: p.sealedBytes })
    .onConflict((conflict) =>
      conflict.column('upload_id').doUpdateSet((row) => ({ sealed_bytes: row.ref('excluded.sealed_bytes') })),
    ),
)

export const deleteTail = statement('deleteTail', (db, p: Bound<{ uploadId: number }>) =>
  db.deleteFrom('upload_tail').where('upload_id', '=', p.uploadId),
)

export const deleteUpload = statement('deleteUpload', (db, p: Bound<{ id: number }>) =>
  db.deleteFrom('upload').where('id', '=', p.id),
)

export const selectUploadsOfRepository = statement(
  'selectUploadsOfRepository',
  (db, p: Bound<{ repositoryId: number }>) =>
    db.selectFrom('upload').select(['id', 'uuid', 'store', 'storage_key']).where('repository_id', '=', p.repositoryId),
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
