import type { ExpressionBuilder } from 'kysely'
import type { Row, Schema } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** A customer's policy by its name, which counts regardless of case. */
export const selectPolicyNamed = statement(
  'selectPolicyNamed',
  (db, p: Bound<{ account: string; foldedName: string }>) =>
    db.selectFrom('policy').selectAll().where('account', '=', p.account).where('folded_name', '=', p.foldedName),
)

export const countPolicies = statement('countPolicies', (db, p: Bound<{ account: string }>) =>
  db
    .selectFrom('policy')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('account', '=', p.account),
)

export const countVersionsOfAccount = statement('countVersionsOfAccount', (db, p: Bound<{ account: string }>) =>
  db
    .selectFrom('policy')
    .innerJoin('policy_version', 'policy_version.policy_id', 'policy.id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('policy.account', '=', p.account),
)

export const insertPolicy = statement('insertPolicy', (db, p: Bound<Row<'policy'>>) =>
  db.insertInto('policy').values({
    id: p.id,
    account: p.account,
    name: p.name,
    folded_name: p.folded_name,
    path: p.path,
    description: p.description,
    default_version: p.default_version,
    newest_version: p.newest_version,
    created_at: p.created_at,
    updated_at: p.updated_at,
  }),
)

interface PolicyPage {
  account: string
  after: string
  pathFrom: string
  pathBefore: string
  minAttachments: number
  minBoundaries: number
  limit: number
}

type OfPolicy = ExpressionBuilder<Schema, 'policy'>

/** How many have a policy as one of their own. */
const attachmentsOf = (policy: OfPolicy) =>
  policy
    .selectFrom('attached_policy')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('attached_policy.policy_id', '=', 'policy.id')

/** How many have it as their boundary. */
const boundariesOf = (policy: OfPolicy) =>
  policy
    .selectFrom('identity')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .whereRef('identity.boundary_policy_id', '=', 'policy.id')

/** Those of an account in the order of their names, whose paths are in a range and that are used so often at least. */
export const selectPoliciesAfter = statement('selectPoliciesAfter', (db, p: Bound<PolicyPage>) =>
  db
    .selectFrom('policy')
    .selectAll()
    .select((policy) => [attachmentsOf(policy).as('attachments'), boundariesOf(policy).as('boundaries')])
    .where('account', '=', p.account)
    .where('folded_name', '>', p.after)
    .where('path', '>=', p.pathFrom)
    .where('path', '<', p.pathBefore)
    .where(attachmentsOf, '>=', p.minAttachments)
    .where(boundariesOf, '>=', p.minBoundaries)
    .orderBy('folded_name')
    .limit(p.limit),
)

/** After versions have come or gone, or another is the default. */
export const updatePolicyVersions = statement(
  'updatePolicyVersions',
  (db, p: Bound<{ id: string; defaultVersion: number; newestVersion: number; updatedAt: number }>) =>
    db
      .updateTable('policy')
      .set({ default_version: p.defaultVersion, newest_version: p.newestVersion, updated_at: p.updatedAt })
      .where('id', '=', p.id),
)

/** Versions and tags go with it. */
export const deletePolicyRow = statement('deletePolicyRow', (db, p: Bound<{ id: string }>) =>
  db.deleteFrom('policy').where('id', '=', p.id),
)

export const deletePoliciesOfAccount = statement('deletePoliciesOfAccount', (db, p: Bound<{ account: string }>) =>
  db.deleteFrom('policy').where('account', '=', p.account),
)

export const insertPolicyVersion = statement('insertPolicyVersion', (db, p: Bound<Row<'policy_version'>>) =>
  db
    .insertInto('policy_version')
    .values({ policy_id: p.policy_id, number: p.number, created_at: p.created_at, document: p.document }),
)

/** The newest first. */
export const selectPolicyVersions = statement('selectPolicyVersions', (db, p: Bound<{ policyId: string }>) =>
  db.selectFrom('policy_version').selectAll().where('policy_id', '=', p.policyId).orderBy('number', 'desc'),
)

export const selectPolicyVersion = statement(
  'selectPolicyVersion',
  (db, p: Bound<{ policyId: string; number: number }>) =>
    db.selectFrom('policy_version').selectAll().where('policy_id', '=', p.policyId).where('number', '=', p.number),
)

export const deletePolicyVersionRow = statement(
  'deletePolicyVersionRow',
  (db, p: Bound<{ policyId: string; number: number }>) =>
    db.deleteFrom('policy_version').where('policy_id', '=', p.policyId).where('number', '=', p.number),
)
