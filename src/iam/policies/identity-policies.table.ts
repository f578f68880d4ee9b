import { type Bound, statement } from '../../database/statement.ts'

/** The managed policies of an identity and of a user's groups: customers' with their document, AWS's by their ARN alone. */
export const selectAttachedPolicies = statement('selectAttachedPolicies', (db, p: Bound<{ identityId: string }>) =>
  db
    .selectFrom('attached_policy')
    .leftJoin('policy', 'policy.id', 'attached_policy.policy_id')
    .leftJoin('policy_version', (join) =>
      join
        .onRef('policy_version.policy_id', '=', 'policy.id')
        .onRef('policy_version.number', '=', 'policy.default_version'),
    )
    .select(['attached_policy.policy_arn', 'policy_version.document'])
    .where('attached_policy.identity_id', '=', p.identityId),
)

export const selectGroupsOfUser = statement('selectGroupsOfUser', (db, p: Bound<{ userId: string }>) =>
  db
    .selectFrom('membership')
    .innerJoin('identity', 'identity.id', 'membership.group_id')
    .select(['identity.id', 'identity.account', 'identity.path', 'identity.name'])
    .where('membership.user_id', '=', p.userId),
)

/** A user or role, with the document of its boundary where that is a customer's. */
export const selectLimitedIdentity = statement('selectLimitedIdentity', (db, p: Bound<{ id: string }>) =>
  db
    .selectFrom('identity')
    .leftJoin('policy', 'policy.id', 'identity.boundary_policy_id')
    .leftJoin('policy_version', (join) =>
      join
        .onRef('policy_version.policy_id', '=', 'policy.id')
        .onRef('policy_version.number', '=', 'policy.default_version'),
    )
    .select(['identity.boundary_arn', 'policy_version.document'])
    .where('identity.id', '=', p.id),
)
