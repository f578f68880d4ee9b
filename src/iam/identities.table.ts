import type { Row } from '../database/schema.ts'
import { type Bound, statement } from '../database/statement.ts'

/** A user, group or role by its name, which counts regardless of case. */
export const selectIdentityNamed = statement(
  'selectIdentityNamed',
  (db, p: Bound<{ account: string; kind: Row<'identity'>['kind']; foldedName: string }>) =>
    db
      .selectFrom('identity')
      .selectAll()
      .where('account', '=', p.account)
      .where('kind', '=', p.kind)
      .where('folded_name', '=', p.foldedName),
)

export const selectIdentity = statement('selectIdentity', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('identity').selectAll().where('id', '=', p.id),
)

type Kind = Row<'identity'>['kind']

export const insertIdentity = statement('insertIdentity', (db, p: Bound<Row<'identity'>>) =>
  db.insertInto('identity').values({
    id: p.id,
    account: p.account,
    kind: p.kind,
    name: p.name,
    folded_name: p.folded_name,
    path: p.path,
    description: p.description,
    created_at: p.created_at,
    boundary_arn: p.boundary_arn,
    boundary_policy_id: p.boundary_policy_id,
    trust_policy: p.trust_policy,
    trust_principals: p.trust_principals,
    max_session_seconds: p.max_session_seconds,
    service: p.service,
  }),
)

/** Those of a kind, in the order of their names, whose paths are in a range. */
export const selectIdentitiesAfter = statement(
  'selectIdentitiesAfter',
  (db, p: Bound<{ account: string; kind: Kind; after: string; pathFrom: string; pathBefore: string; limit: number }>) =>
    db
      .selectFrom('identity')
      .selectAll()
      .where('account', '=', p.account)
      .where('kind', '=', p.kind)
      .where('folded_name', '>', p.after)
      .where('path', '>=', p.pathFrom)
      .where('path', '<', p.pathBefore)
      .orderBy('folded_name')
      .limit(p.limit),
)

export const countIdentities = statement('countIdentities', (db, p: Bound<{ account: string; kind: Kind }>) =>
  db
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', p.account)
    .where('kind', '=', p.kind),
)

export const updateIdentityName = statement(
  'updateIdentityName',
  (db, p: Bound<{ id: string; name: string; foldedName: string; path: string }>) =>
    db.updateTable('identity').set({ name: p.name, folded_name: p.foldedName, path: p.path }).where('id', '=', p.id),
)

export const deleteIdentityRow = statement('deleteIdentityRow', (db, p: Bound<{ id: string }>) =>
  db.deleteFrom('identity').where('id', '=', p.id),
)

/** Whether it has a policy of its own, managed or inline. */
export const selectAttachedToIdentity = statement('selectAttachedToIdentity', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('attached_policy').select('policy_arn').where('identity_id', '=', p.identityId).limit(1),
)

export const selectInlineInIdentity = statement('selectInlineInIdentity', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('inline_policy').select('name').where('identity_id', '=', p.identityId).limit(1),
)
