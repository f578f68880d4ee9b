import type { ExpressionBuilder } from 'kysely'
import { type Bound, query, statement, type Work } from '../../database/statement.ts'
import type { Row, Schema } from '../../database/schema.ts'

export type Upload = Row<'upload'>

const nextTurn = ({ eb }: ExpressionBuilder<Schema, 'upload'>) => eb('turn', '+', 1)

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
        turn: 0,
        held_until: 0,
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

/** Those that count in somebody's limit. */
export const countUploads = statement('countUploads', (db, p: Bound<{ openedBy: string }>) =>
  db
    .selectFrom('upload')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('opened_by', '=', p.openedBy),
)

export const selectUpload = statement('selectUpload', (db, p: Bound<{ repositoryId: number; uuid: string }>) =>
  db.selectFrom('upload').selectAll().where('repository_id', '=', p.repositoryId).where('uuid', '=', p.uuid),
)

export const selectTail = statement('selectTail', (db, p: Bound<{ uploadId: number }>) =>
  db.selectFrom('upload_tail').select('sealed_bytes').where('upload_id', '=', p.uploadId),
)

/** Of two that have read the same turn, one changes no row: so it is with every change but the upload's end. */
export const advanceUpload = statement(
  'advanceUpload',
  (
    db,
    p: Bound<{
      id: number
      turn: number
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
        turn: nextTurn,
        held_until: 0,
      })
      .where('id', '=', p.id)
      .where('turn', '=', p.turn),
)

export const claimUpload = statement('claimUpload', (db, p: Bound<{ id: number; turn: number; heldUntil: number }>) =>
  db
    .updateTable('upload')
    .set({ turn: nextTurn, held_until: p.heldUntil })
    .where('id', '=', p.id)
    .where('turn', '=', p.turn),
)

/** Puts off or takes back until when an upload is held; the turn stays whose it is. */
export const updateHeldUntil = statement(
  'updateHeldUntil',
  (db, p: Bound<{ id: number; turn: number; heldUntil: number }>) =>
    db.updateTable('upload').set({ held_until: p.heldUntil }).where('id', '=', p.id).where('turn', '=', p.turn),
)

/** Goes on under another storage key, with nobody's bytes under way. */
export const updatePlacement = statement(
  'updatePlacement',
  (
    db,
    p: Bound<
      { id: number; turn: number } & Pick<Upload, 'store' | 'storage_key' | 'sealing' | 'key_id' | 'wrapped_key'>
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
        turn: nextTurn,
        held_until: 0,
      })
      .where('id', '=', p.id)
      .where('turn', '=', p.turn),
)

/** Of all uploads: reads the whole table. */
export function endHolds(): Work<unknown[]> {
  return query((db) => db.updateTable('upload').set({ held_until: 0 }).where('held_until', '>', 0))
}

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
