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

/** Accounts in the order of their ids, each with the status of its root's keys: Active if one of them is, null if there is none. */
export const selectAccountsAfter = statement('selectAccountsAfter', (db, p: Bound<{ after: string; limit: number }>) =>
  db
    .selectFrom('account')
    .select((row) => [
      'account.id',
      'account.alias',
      'account.created_at',
      row
        .selectFrom('access_key')
        .select((key) => key.fn.min('access_key.status').as('status'))
        .whereRef('access_key.account', '=', 'account.id')
        .where('access_key.user_id', 'is', null)
        .as('root_key_status'),
    ])
    .where('account.id', '>', p.after)
    .orderBy('account.id')
    .limit(p.limit),
)
