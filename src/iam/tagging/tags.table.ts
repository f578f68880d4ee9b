import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** In the order of their keys. */
export const selectTagsOfIdentity = statement('selectTagsOfIdentity', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('identity_tag').selectAll().where('identity_id', '=', p.identityId).orderBy('folded_key'),
)

export const selectTagsOfPolicy = statement('selectTagsOfPolicy', (db, p: Bound<{ policyId: string }>) =>
  db.selectFrom('policy_tag').selectAll().where('policy_id', '=', p.policyId).orderBy('folded_key'),
)

/** A key that is there already, in whatever case, is replaced. */
export const upsertIdentityTag = statement('upsertIdentityTag', (db, p: Bound<Row<'identity_tag'>>) =>
  db
    .insertInto('identity_tag')
    .values({ identity_id: p.identity_id, key: p.key, folded_key: p.folded_key, value: p.value })
    .onConflict((conflict) =>
      conflict
        .columns(['identity_id', 'folded_key'])
        .doUpdateSet((row) => ({ key: row.ref('excluded.key'), value: row.ref('excluded.value') })),
    ),
)

export const upsertPolicyTag = statement('upsertPolicyTag', (db, p: Bound<Row<'policy_tag'>>) =>
  db
    .insertInto('policy_tag')
    .values({ policy_id: p.policy_id, key: p.key, folded_key: p.folded_key, value: p.value })
    .onConflict((conflict) =>
      conflict
        .columns(['policy_id', 'folded_key'])
        .doUpdateSet((row) => ({ key: row.ref('excluded.key'), value: row.ref('excluded.value') })),
    ),
)

export const deleteIdentityTag = statement(
  'deleteIdentityTag',
  (db, p: Bound<{ identityId: string; foldedKey: string }>) =>
    db.deleteFrom('identity_tag').where('identity_id', '=', p.identityId).where('folded_key', '=', p.foldedKey),
)

export const deletePolicyTag = statement('deletePolicyTag', (db, p: Bound<{ policyId: string; foldedKey: string }>) =>
  db.deleteFrom('policy_tag').where('policy_id', '=', p.policyId).where('folded_key', '=', p.foldedKey),
)

export const selectTagsOfInstanceProfile = statement(
  'selectTagsOfInstanceProfile',
  (db, p: Bound<{ profileId: string }>) =>
    db.selectFrom('instance_profile_tag').selectAll().where('profile_id', '=', p.profileId).orderBy('folded_key'),
)

export const upsertInstanceProfileTag = statement(
  'upsertInstanceProfileTag',
  (db, p: Bound<Row<'instance_profile_tag'>>) =>
    db
      .insertInto('instance_profile_tag')
      .values({ profile_id: p.profile_id, key: p.key, folded_key: p.folded_key, value: p.value })
      .onConflict((conflict) =>
        conflict
          .columns(['profile_id', 'folded_key'])
          .doUpdateSet((row) => ({ key: row.ref('excluded.key'), value: row.ref('excluded.value') })),
      ),
)

export const deleteInstanceProfileTag = statement(
  'deleteInstanceProfileTag',
  (db, p: Bound<{ profileId: string; foldedKey: string }>) =>
    db.deleteFrom('instance_profile_tag').where('profile_id', '=', p.profileId).where('folded_key', '=', p.foldedKey),
)

export const selectIdentityTags = statement('selectIdentityTags', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('identity_tag').select(['key', 'value']).where('identity_id', '=', p.identityId),
)
