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
