import { type Bound, statement } from '../../database/statement.ts'

export const updateRoleRow = statement(
  'updateRoleRow',
  (db, p: Bound<{ id: string; description: string; maxSessionSeconds: number | null }>) =>
    db
      .updateTable('identity')
      .set({ description: p.description, max_session_seconds: p.maxSessionSeconds })
      .where('id', '=', p.id),
)

export const updateTrust = statement(
  'updateTrust',
  (db, p: Bound<{ id: string; trustPolicy: string; trustPrincipals: string }>) =>
    db
      .updateTable('identity')
      .set({ trust_policy: p.trustPolicy, trust_principals: p.trustPrincipals })
      .where('id', '=', p.id),
)

/** A use that came to be known late doesn't hide a later one. */
export const updateRoleLastUsed = statement(
  'updateRoleLastUsed',
  (db, p: Bound<{ id: string; at: number; region: string }>) =>
    db
      .updateTable('identity')
      .set({ last_used_at: p.at, last_used_region: p.region })
      .where('id', '=', p.id)
      .where((row) => row.or([row('last_used_at', 'is', null), row('last_used_at', '<', p.at)])),
)
