import type { Work } from '../database/statement.ts'
import { type Identity, type IdentityKind, requireIdentity } from './find-identity.ts'
import { requireModifiable } from './roles/role-rules.ts'

/** A user, group or role as a request names it, to give it something or to take it away. */
export interface IdentityReference {
  readonly account: string
  readonly kind: IdentityKind
  readonly name: string
}

/** What services have for themselves is not the customer's to change. */
export function* requireReferencedIdentity({ account, kind, name }: IdentityReference): Work<Identity> {
  const identity = yield* requireIdentity(account, kind, name)
  requireModifiable(identity)
  return identity
}
