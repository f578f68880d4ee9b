import type { AccessRequest, Principal } from '../standards/iam-policy/access-request.ts'
import type { AttachedPolicy, PolicyKind } from '../standards/iam-policy/attached-policy.ts'
import type { NearMiss } from '../standards/iam-policy/finding.ts'
import type { PolicyPlace, PolicySource } from '../request/policy-source.ts'

/** How explanations name policies and their statements. */

interface StatementName {
  readonly policy: AttachedPolicy
  /** From 0; people count from 1. */
  readonly statement: number
  readonly sid: string | undefined
}

/** `statement 2 (NoDeletes) of the policy arn:aws:iam::aws:policy/… of arn:aws:iam::123456789012:group/developers` */
export function statementName({ policy, statement, sid }: StatementName): string {
  const which = sid === undefined ? '' : ` (${sid})`
  return `statement ${statement + 1}${which} of ${policyWords(policy)}`
}

function policyWords({ kind, name, attachedTo }: AttachedPolicy): string {
  switch (kind) {
    case 'identity':
      return `the policy ${name} of ${attachedTo}`
    case 'boundary':
      return `the permissions boundary ${name} of ${attachedTo}`
    case 'session':
      return `the ${name.startsWith('arn:') ? `session policy ${name}` : name} of ${attachedTo}`
    case 'resource':
      return `the policy of ${attachedTo}`
    case 'trust':
      return `the trust policy of ${attachedTo}`
  }
}

/** Why a statement that matches the action does not apply, as the end of a sentence. */
export function mismatchMessage({ lack }: NearMiss): string {
  if (lack === 'principal') return 'matches the action, but not the principal'
  if (lack === 'resource') return 'matches the action, but not the resource'
  return `matches the action, but its condition ${lack.operator} ${lack.key} does not hold`
}

/** Undefined where there is no such policy: most services' resources have none that would let strangers in. */
export function placeFor(
  kind: PolicyKind,
  policies: readonly AttachedPolicy[],
  request: AccessRequest,
  resourcePlace: PolicySource['policyPlace'],
): PolicyPlace | undefined {
  const { principal, resource } = request
  const own = policies.find((policy) => policy.kind === kind)
  switch (kind) {
    case 'identity':
      return { words: `an identity-based policy of ${identityArnOf(principal)}`, grammar: 'identity' }
    case 'boundary':
      return { words: own === undefined ? 'a permissions boundary' : policyWords(own), grammar: 'identity' }
    case 'session':
      return { words: 'a session policy, when the session is made', grammar: 'session' }
    case 'trust':
      return { words: `the trust policy of ${resource}`, grammar: 'trust' }
    case 'resource':
      return resourcePlace?.(request)
  }
}

/** Of a session it is the role or user behind it that has policies. */
function identityArnOf(principal: Principal): string {
  switch (principal.kind) {
    case 'role-session':
      return principal.roleArn
    case 'federated-user':
      return principal.userArn
    case 'root':
    case 'user':
      return principal.arn
    case 'service':
      return principal.service
    case 'identity-provider':
      return principal.provider
    case 'anonymous':
      return 'an anonymous caller'
  }
}
