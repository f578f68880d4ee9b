import { type Bound, statement } from '../database/statement.ts'

export const selectIdentityTags = statement('selectIdentityTags', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('identity_tag').select(['key', 'value']).where('identity_id', '=', p.identityId),
)

/** What a customer's managed policy says. */
export const selectPolicyDocument = statement('selectPolicyDocument', (db, p: Bound<{ id: string }>) =>
  db
    .selectFrom('policy')
    .innerJoin('policy_version', (join) =>
      join
        .onRef('policy_version.policy_id', '=', 'policy.id')
        .onRef('policy_version.number', '=', 'policy.default_version'),
    )
    .select('policy_version.document')
    .where('policy.id', '=', p.id),
)

/** A registry, and its repository of this name, with the epochs of what they say about who may do what. */
export const selectPolicyEpochs = statement(
  'selectPolicyEpochs',
  (db, p: Bound<{ account: string; region: string; name: string }>) =>
    db
      .selectFrom('registry')
      .leftJoin('repository', (join) =>
        join.onRef('repository.registry_id', '=', 'registry.id').on('repository.name', '=', p.name),
      )
      .select([
        'registry.id as registry_id',
        'registry.policy_epoch as registry_epoch',
        'repository.id as repository_id',
        'repository.policy_epoch as repository_epoch',
      ])
      .where('registry.kind', '=', 'private')
      .where('registry.account', '=', p.account)
      .where('registry.region', '=', p.region),
)
