import { type Bound, statement } from '../../database/statement.ts'

/** What GetSessionToken and GetFederationToken gave to an account's root. */
export const deleteRootSessions = statement('deleteRootSessions', (db, p: Bound<{ account: string }>) =>
  db.deleteFrom('session').where('account', '=', p.account).where('identity_id', 'is', null),
)
