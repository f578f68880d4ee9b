import { type Bound, statement } from '../../database/statement.ts'

/** A customer's policy by its name, which counts regardless of case. */
export const selectPolicyNamed = statement(
  'selectPolicyNamed',
  (db, p: Bound<{ account: string; foldedName: string }>) =>
    db.selectFrom('policy').selectAll().where('account', '=', p.account).where('folded_name', '=', p.foldedName),
)
