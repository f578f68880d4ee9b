import type { AccessRequest, Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { silentPolicy } from './compile-policy.ts'
import { decide, questionOf } from './evaluate.ts'
import { type Finding, findAllIn } from './finding.ts'

/** The least that has to change for a request to be allowed; nothing of both where it is. */
export interface Remedy {
  /** Every statement that denies it. */
  readonly removed: readonly Finding[]
  /** The kinds of policy in each of which a statement that allows it is lacking, in the order in which they are asked. */
  readonly added: readonly PolicyKind[]
}

/** Asks the decision itself: what it names as lacking is given, until it allows. */
export function remedyFor(policies: readonly AttachedPolicy[], request: AccessRequest): Remedy {
  const question = questionOf(policies, request)
  const findings = policies.flatMap((policy) => findAllIn(policy, question))
  const allows = findings.filter(({ effect }) => effect === 'Allow')
  return {
    removed: findings.filter(({ effect }) => effect === 'Deny'),
    added: lacking(policies, request, allows),
  }
}

function lacking(
  policies: readonly AttachedPolicy[],
  request: AccessRequest,
  allows: readonly Finding[],
): readonly PolicyKind[] {
  const verdict = decide(policies, request, allows)
  if (verdict.decision === 'allowed') return []
  const { kind } = verdict
  return [kind, ...lacking(policies, request, [...allows, granted(kind, request.principal)])]
}

/** What `smallestStatement` would be found to say. */
function granted(kind: PolicyKind, { kind: caller }: Principal): Finding {
  const isSession = caller === 'role-session' || caller === 'federated-user'
  const names = kind === 'resource' || kind === 'trust' ? (isSession ? 'entity' : 'itself') : undefined
  const policy = { kind, attachedTo: '', name: '', policy: silentPolicy }
  return { policy, effect: 'Allow', statement: 0, sid: undefined, names }
}
