import type { Row } from '../database/schema.ts'
import { type Bound, statement } from '../database/statement.ts'

/** A user, group or role by its name, which counts regardless of case. */
export const selectIdentityNamed = statement(
  'selectIdentityNamed',
  (db, p: Bound<{ account: string; kind: Row<'identity'>['kind']; foldedName: string }>) =>
    db
      .selectFrom('identity')
      .selectAll()
      .where('account', '=', p.account)
      .where('kind', '=', p.kind)
      .where('folded_name', '=', p.foldedName),
)

export const selectIdentity = statement('selectIdentity', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('identity').selectAll().where('id', '=', p.id),
)
