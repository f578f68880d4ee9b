import { protectedRole, reservedPath } from '../errors.ts'
import type { Identity } from '../find-identity.ts'

/** Where the roles are that services make for themselves. */
export const servicesPath = '/aws-service-role/'

export function refuseReservedPath(path = '/'): void {
  if (path.startsWith(servicesPath)) throw reservedPath(path)
}

/** A role that is linked to a service is the service's to change, not the customer's. */
export function requireModifiable(role: Pick<Identity, 'name' | 'service'>): void {
  if (role.service !== null) throw protectedRole(role.name)
}
