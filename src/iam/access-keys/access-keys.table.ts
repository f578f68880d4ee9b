import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** One that was never used. */
export type NewAccessKey = Omit<Row<'access_key'>, `last_used_${string}`>

export const insertAccessKey = statement('insertAccessKey', (db, p: Bound<NewAccessKey>) =>
  db.insertInto('access_key').values({
    id: p.id,
    account: p.account,
    user_id: p.user_id,
    sealed_secret: p.sealed_secret,
    status: p.status,
    created_at: p.created_at,
  }),
)

/** The oldest first. */
export const selectKeysOfUser = statement('selectKeysOfUser', (db, p: Bound<{ userId: string }>) =>
  db.selectFrom('access_key').selectAll().where('user_id', '=', p.userId).orderBy('created_at').orderBy('id'),
)

/** Those of an account's root, the oldest first. */
export const selectKeysOfRoot = statement('selectKeysOfRoot', (db, p: Bound<{ account: string }>) =>
  db
    .selectFrom('access_key')
    .selectAll()
    .where('account', '=', p.account)
    .where('user_id', 'is', null)
    // Always null, but without it PostgreSQL would sort.
    .orderBy('user_id')
    .orderBy('created_at')
    .orderBy('id'),
)

export const selectAccessKey = statement('selectAccessKey', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('access_key').selectAll().where('id', '=', p.id),
)

export const updateKeyStatus = statement(
  'updateKeyStatus',
  (db, p: Bound<{ id: string; status: Row<'access_key'>['status'] }>) =>
    db.updateTable('access_key').set({ status: p.status }).where('id', '=', p.id),
)

export const deleteKey = statement('deleteKey', (db, p: Bound<{ id: string }>) =>
  db.deleteFrom('access_key').where('id', '=', p.id),
)

export const deleteKeysOfUser = statement('deleteKeysOfUser', (db, p: Bound<{ userId: string }>) =>
  db.deleteFrom('access_key').where('user_id', '=', p.userId),
)

export const deleteKeysOfRoot = statement('deleteKeysOfRoot', (db, p: Bound<{ account: string }>) =>
  db.deleteFrom('access_key').where('account', '=', p.account).where('user_id', 'is', null),
)

/** A use that came to be known late doesn't hide a later one. */
export const updateKeyLastUsed = statement(
  'updateKeyLastUsed',
  (db, p: Bound<{ id: string; at: number; service: string; region: string }>) =>
    db
      .updateTable('access_key')
      .set({ last_used_at: p.at, last_used_service: p.service, last_used_region: p.region })
      .where('id', '=', p.id)
      .where((row) => row.or([row('last_used_at', 'is', null), row('last_used_at', '<', p.at)])),
)

/** Any key: all were sealed by the same master key. */
export const selectAnyAccessKey = statement('selectAnyAccessKey', (db) =>
  db.selectFrom('access_key').select(['id', 'sealed_secret']).where('id', '>', '').orderBy('id').limit(1),
)
