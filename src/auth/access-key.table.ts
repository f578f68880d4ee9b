import type { Row } from '../database/schema.ts'
import { type Bound, statement } from '../database/statement.ts'

export const findAccessKey = statement('findAccessKey', (db, p: Bound<{ id: string }>) =>
  db.selectFrom('access_key').selectAll().where('id', '=', p.id),
)

/** A principal's oldest key. */
export const findKeyOfPrincipal = statement('findKeyOfPrincipal', (db, p: Bound<{ principal: string }>) =>
  db
    .selectFrom('access_key')
    .selectAll()
    .where('principal', '=', p.principal)
    .orderBy('created_at')
    .orderBy('id')
    .limit(1),
)

export const insertAccessKey = statement('insertAccessKey', (db, p: Bound<Row<'access_key'>>) =>
  db.insertInto('access_key').values({
    id: p.id,
    account: p.account,
    principal: p.principal,
    sealed_secret: p.sealed_secret,
    status: p.status,
    created_at: p.created_at,
  }),
)
