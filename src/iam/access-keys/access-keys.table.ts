import type { Row } from '../../database/schema.ts'
import { type Bound, statement } from '../../database/statement.ts'

/** One that was never used. */
export type NewAccessKey = Omit<Row<'access_key'>, `last_used_${string}`>

export const insertAccessKey = statement('insertAccessKey', (db, p: Bound<NewAccessKey>) =>
  db.insertInto('access_key').values({
    id: p.id,
    account: p.account,
    user_id: p.user_id,
    sealed_secret: p.sealed_secret,
    status: p.status,
    created_at: p.created_at,
  }),
)
