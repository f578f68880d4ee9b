import type { Row } from '../database/schema.ts'
import { type Bound, statement } from '../database/statement.ts'

export const insertSession = statement('insertSession', (db, p: Bound<Row<'session'>>) =>
  db.insertInto('session').values({
    id: p.id,
    account: p.account,
    kind: p.kind,
    identity_id: p.identity_id,
    name: p.name,
    policies: p.policies,
    tags: p.tags,
    source_identity: p.source_identity,
    opened_by: p.opened_by,
    created_at: p.created_at,
    expires_at: p.expires_at,
    sealed_secret: p.sealed_secret,
  }),
)

/** What a session brings along. */
export const selectSessionLimits = statement('selectSessionLimits', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('session').select(['policies', 'tags', 'source_identity']).where('id', '=', p.id),
)

/** Those that count in a principal's limit. */
export const countSessions = statement('countSessions', (db, p: Bound<{ openedBy: string; nowMs: number }>) =>
  db
    .selectFrom('session')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('opened_by', '=', p.openedBy)
    .where('expires_at', '>', p.nowMs),
)

/** Those that expired the longest ago. */
export const selectExpiredSessions = statement(
  'selectExpiredSessions',
  (db, p: Bound<{ before: number; limit: number }>) =>
    db.selectFrom('session').select('id').where('expires_at', '<', p.before).orderBy('expires_at').limit(p.limit),
)

export const deleteSession = statement('deleteSession', (db, p: Bound<{ id: string }>) =>
  db.deleteFrom('session').where('id', '=', p.id),
)

/** All of a name in an account, whatever they were made from. */
export const selectSessionsNamed = statement(
  'selectSessionsNamed',
  (db, p: Bound<{ account: string; kind: Row<'session'>['kind']; name: string }>) =>
    db
      .selectFrom('session')
      .select(['id', 'identity_id', 'created_at', 'expires_at'])
      .where('account', '=', p.account)
      .where('kind', '=', p.kind)
      .where('name', '=', p.name),
)
