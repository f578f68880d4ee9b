import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** All that an identity has, by name. */
export const selectInlinePolicies = statement('selectInlinePolicies', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('inline_policy').select(['name', 'document']).where('identity_id', '=', p.identityId).orderBy('name'),
)

export const selectInlineNamesAfter = statement(
  'selectInlineNamesAfter',
  (db, p: Bound<{ identityId: string; after: string; limit: number }>) =>
    db
      .selectFrom('inline_policy')
      .select('name')
      .where('identity_id', '=', p.identityId)
      .where('name', '>', p.after)
      .orderBy('name')
      .limit(p.limit),
)

export const selectInlinePolicy = statement(
  'selectInlinePolicy',
  (db, p: Bound<{ identityId: string; name: string }>) =>
    db.selectFrom('inline_policy').selectAll().where('identity_id', '=', p.identityId).where('name', '=', p.name),
)

export const upsertInlinePolicy = statement('upsertInlinePolicy', (db, p: Bound<Row<'inline_policy'>>) =>
  db
    .insertInto('inline_policy')
    .values({ identity_id: p.identity_id, name: p.name, document: p.document })
    .onConflict((conflict) =>
      conflict.columns(['identity_id', 'name']).doUpdateSet((row) => ({ document: row.ref('excluded.document') })),
    ),
)

export const deleteInlinePolicies = statement('deleteInlinePolicies', (db, p: Bound<{ identityId: string }>) =>
  db.deleteFrom('inline_policy').where('identity_id', '=', p.identityId),
)

export const deleteInlinePolicyRow = statement(
  'deleteInlinePolicyRow',
  (db, p: Bound<{ identityId: string; name: string }>) =>
    db.deleteFrom('inline_policy').where('identity_id', '=', p.identityId).where('name', '=', p.name),
)
