import { type Bound, statement } from '../../database/statement.ts'

export const selectTagsOfPolicy = statement('selectTagsOfPolicy', (db, p: Bound<{ policyId: string }>) =>
  db.selectFrom('policy_tag').select(['key', 'value']).where('policy_id', '=', p.policyId).orderBy('folded_key'),
)
