import type { Row } from '../../database/schema.ts'
import { type Bound, query, statement, type Work } from '../../database/statement.ts'

/** Does nothing when it is there already. */
export const insertAttachedPolicy = statement('insertAttachedPolicy', (db, p: Bound<Row<'attached_policy'>>) =>
  db
    .insertInto('attached_policy')
    .values({ identity_id: p.identity_id, policy_arn: p.policy_arn, policy_id: p.policy_id })
    .onConflict((conflict) => conflict.doNothing()),
)

/** All that an identity has. */
export const deleteAttachedPolicies = statement('deleteAttachedPolicies', (db, p: Bound<{ identityId: string }>) =>
  db.deleteFrom('attached_policy').where('identity_id', '=', p.identityId),
)

export const deleteAttachedPolicy = statement(
  'deleteAttachedPolicy',
  (db, p: Bound<{ identityId: string; policyArn: string }>) =>
    db.deleteFrom('attached_policy').where('identity_id', '=', p.identityId).where('policy_arn', '=', p.policyArn),
)

export const selectAttachedArns = statement('selectAttachedArns', (db, p: Bound<{ identityId: string }>) =>
  db.selectFrom('attached_policy').select('policy_arn').where('identity_id', '=', p.identityId).orderBy('policy_arn'),
)

/** How many of an account's users, groups and roles have it. */
export const countAttachments = statement('countAttachments', (db, p: Bound<{ account: string; policyArn: string }>) =>
  db
    .selectFrom('attached_policy')
    .innerJoin('identity', 'identity.id', 'attached_policy.identity_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('attached_policy.policy_arn', '=', p.policyArn)
    .where('identity.account', '=', p.account),
)

/** How many of an account's users and roles it is the boundary of. */
export const countBoundaries = statement('countBoundaries', (db, p: Bound<{ account: string; policyArn: string }>) =>
  db
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', p.account)
    .where('boundary_arn', '=', p.policyArn),
)

export const updateBoundary = statement(
  'updateBoundary',
  (db, p: Bound<{ id: string; arn: string | null; policyId: string | null }>) =>
    db.updateTable('identity').set({ boundary_arn: p.arn, boundary_policy_id: p.policyId }).where('id', '=', p.id),
)

/** The identities of an account that have a policy, attached or as their boundary. */
export interface WithPolicy {
  readonly account: string
  readonly policyArn: string
  readonly kinds: readonly Row<'identity'>['kind'][]
  readonly asPolicy: boolean
  readonly asBoundary: boolean
  readonly pathFrom: string
  readonly pathBefore: string
  readonly after: string
  readonly limit: number
}

/** In the order of their ids. */
export function selectIdentitiesWithPolicy(of: WithPolicy): Work<Row<'identity'>[]> {
  return query((db) =>
    db
      .selectFrom('identity')
      .selectAll()
      .where('account', '=', of.account)
      .where('kind', 'in', of.kinds)
      .where('path', '>=', of.pathFrom)
      .where('path', '<', of.pathBefore)
      .where('id', '>', of.after)
      .where((identity) => {
        const attached = identity.selectFrom('attached_policy').select('identity_id')
        return identity.or([
          ...(of.asPolicy ? [identity('id', 'in', attached.where('policy_arn', '=', of.policyArn))] : []),
          ...(of.asBoundary ? [identity('boundary_arn', '=', of.policyArn)] : []),
        ])
      })
      .orderBy('id')
      .limit(of.limit),
  )
}
