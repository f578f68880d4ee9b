import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

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
