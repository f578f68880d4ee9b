import { type Bound, statement } from '../database/statement.ts'

/** Does nothing when it is there already. */
export const insertAccount = statement('insertAccount', (db, p: Bound<{ id: string; createdAt: number }>) =>
  db
    .insertInto('account')
    .values({ id: p.id, alias: null, auth_epoch: 0, created_at: p.createdAt })
    .onConflict((conflict) => conflict.doNothing()),
)

/** In the transaction of every change of who is in an account and what they may do. */
export const bumpAuthEpoch = statement('bumpAuthEpoch', (db, p: Bound<{ account: string }>) =>
  db
    .updateTable('account')
    .set((row) => ({ auth_epoch: row('auth_epoch', '+', 1) }))
    .where('id', '=', p.account),
)

export const selectAccount = statement('selectAccount', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('account').selectAll().where('id', '=', p.id),
)

export const selectAccountOfAlias = statement('selectAccountOfAlias', (db, p: Bound<{ alias: string }>) =>
  db.selectFrom('account').select('id').where('alias', '=', p.alias),
)

export const updateAlias = statement('updateAlias', (db, p: Bound<{ id: string; alias: string | null }>) =>
  db.updateTable('account').set({ alias: p.alias }).where('id', '=', p.id),
)
