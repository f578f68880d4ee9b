import { type Bound, statement } from '../database/statement.ts'

/** A long-term key, whose it is, and the epoch of its account. */
export const findAccessKey = statement('findAccessKey', (db, p: Bound<{ id: string }>) =>
  db
    .selectFrom('access_key')
    .innerJoin('account', 'account.id', 'access_key.account')
    .leftJoin('identity', 'identity.id', 'access_key.user_id')
    .select([
      'access_key.id',
      'access_key.account',
      'access_key.user_id',
      'access_key.sealed_secret',
      'access_key.status',
      'account.auth_epoch',
      'identity.name',
      'identity.path',
    ])
    .where('access_key.id', '=', p.id),
)

/** Temporary credentials, and what they were made from. */
export const findSession = statement('findSession', (db, p: Bound<{ id: string }>) =>
  db
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account')
    .leftJoin('identity', 'identity.id', 'session.identity_id')
    .select([
      'session.id',
      'session.account',
      'session.kind',
      'session.identity_id',
      'session.name as session_name',
      'session.created_at',
      'session.expires_at',
      'session.sealed_secret',
      'account.auth_epoch',
      'identity.name',
      'identity.path',
    ])
    .where('session.id', '=', p.id),
)
