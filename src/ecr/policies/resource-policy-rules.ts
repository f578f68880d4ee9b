import { actionsOfV1 } from './policy-actions.ts'
import type { Caller } from '../../request/caller.ts'

const undoing: ReadonlySet<string> = new Set(['ecr:DeleteRepositoryPolicy', 'ecr:DeleteRegistryPolicy'])

/**
 * Whether the policies of registry and repository have a say. A token for signing in is of the caller alone. And a Deny
 * binds root, too; but root of the account can always delete the policy: otherwise a policy that locks all out could never be removed.
 */
export function asksResource(
  { principal }: Pick<Caller, 'principal'>,
  action: string,
  resourceAccount: string,
): boolean {
  if (action === 'ecr:GetAuthorizationToken' || !action.startsWith('ecr:')) return false
  return !(undoing.has(action) && principal.kind === 'root' && principal.account === resourceAccount)
}

/** Whether a registry's policy is about the action. */
export function asksRegistry(action: string, policyScope: string): boolean {
  return policyScope !== 'V1' || actionsOfV1.includes(action)
}
