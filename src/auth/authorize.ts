import { accessDenied } from '../errors.ts'
import type { Access, Caller } from '../operation.ts'

/**
 * Decides whether the caller may do all that an operation needs; throws AWS's sentence for the first that is missing.
 *
 * There is one kind of principal so far, an account's root: it may do everything in its own account, and nothing in
 * others, since no resource-based policy exists that could allow it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 */
export function authorize(caller: Caller, registryId: string, needed: readonly Access[]): void {
  for (const { action, resource } of needed) {
    if (owner(resource, registryId) !== caller.account) {
      throw accessDenied(caller.arn, action, resource, `no resource-based policy allows the ${action} action`)
    }
  }
}

/** The account that a resource belongs to; `*` is the addressed registry as a whole. */
function owner(resource: string, registryId: string): string | undefined {
  return resource === '*' ? registryId : resource.split(':', 5)[4]
}
