import type { Work } from '../../database/statement.ts'
import { type Identity, requireIdentity } from '../find-identity.ts'
import { requireModifiable } from './role-rules.ts'

export const requireRole = (account: string, name: string): Work<Identity> => requireIdentity(account, 'role', name)

/** One that a customer may change. */
export function* requireOwnRole(account: string, name: string): Work<Identity> {
  const role = yield* requireRole(account, name)
  requireModifiable(role)
  return role
}
