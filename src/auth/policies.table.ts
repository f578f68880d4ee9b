import { type Bound, statement } from '../database/statement.ts'

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
