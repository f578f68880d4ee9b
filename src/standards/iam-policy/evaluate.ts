import type { AccessRequest, Principal } from './access-request.ts'
import type { AttachedPolicy, PolicyKind } from './attached-policy.ts'
import { type Finding, findIn, type Question } from './finding.ts'
import { namesOf } from './principal-match.ts'
import { resourceName } from './resource-match.ts'

export type Evaluation = Verdict & {
  readonly action: string
  /** What each policy says of the request, in the order given, but for those that say nothing. */
  readonly findings: readonly Finding[]
}

type Verdict = Allowed | Denied

interface Allowed {
  readonly decision: 'allowed'
  /** The statement that decided; undefined for root, who needs none. */
  readonly decidedBy: Finding | undefined
}

interface Denied {
  readonly decision: 'explicitDeny' | 'implicitDeny'
  /** The kind of policy that denies, or that has no statement which allows. */
  readonly kind: PolicyKind
  readonly decidedBy: Finding | undefined
}

/**
 * Decides as AWS does: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
 *
 * 1. A Deny anywhere ends it. A resource's Deny binds even root.
 * 2. Services, and callers without an identity of AWS, may do what the resource's policy says. Root may do everything in its account.
 * 3. Within an account, the resource's policy or the identity's must allow. What the resource's policy grants to the caller
 *    itself, or to everyone, needs no more; what it grants to a session's role or user is limited as the role or user is;
 *    what it grants to the account is for the account's own policies to hand on.
 * 4. Between accounts, the resource's policy must allow, and the identity's policies within their limits must too.
 * 5. The limits: a permissions boundary and session policies allow nothing by themselves, but must allow as well.
 * 6. A role can be assumed only if its trust policy allows it, also within its account.
 *
 * The order of the policies changes nothing but which of several equal findings is named.
 */
export function evaluate(policies: readonly AttachedPolicy[], request: AccessRequest): Evaluation {
  const question = questionOf(policies, request)
  const findings = policies.flatMap((policy) => findIn(policy, question) ?? [])
  return { action: request.action, ...decide(policies, request, findings), findings }
}

export function questionOf(policies: readonly AttachedPolicy[], request: AccessRequest): Question {
  return {
    request,
    names: namesOf(request.principal),
    resource: resourceName(request.resource),
    hasBoundary: policies.some(({ kind }) => kind === 'boundary'),
  }
}

/** By what the policies say; the order of what they say changes nothing but what is named. */
export function decide(
  policies: readonly AttachedPolicy[],
  { principal, resourceAccount }: AccessRequest,
  findings: readonly Finding[],
): Verdict {
  const deny = firstDeny(findings)
  if (deny !== undefined) return { decision: 'explicitDeny', kind: deny.policy.kind, decidedBy: deny }
  const ofResource = decideResource(policies, findings)
  if (!('account' in principal)) return ofResource
  const limits = limitsOf(policies, principal)
  if (principal.account !== resourceAccount) {
    const ofIdentity = decideIdentity(principal, limits, findings, undefined)
    return ofIdentity.decision === 'allowed' ? ofResource : ofIdentity
  }
  if (ofResource.decision !== 'allowed' && ofResource.kind === 'trust') return ofResource
  return decideInAccount(principal, limits, findings)
}

/** Of several kinds that deny, AWS names one. */
function firstDeny(findings: readonly Finding[]): Finding | undefined {
  const kinds: readonly PolicyKind[] = ['identity', 'resource', 'trust', 'boundary', 'session']
  const denies = findings.filter(({ effect }) => effect === 'Deny')
  return denies.sort((a, b) => kinds.indexOf(a.policy.kind) - kinds.indexOf(b.policy.kind))[0]
}

function decideResource(policies: readonly AttachedPolicy[], findings: readonly Finding[]): Verdict {
  const kind = policies.some((policy) => policy.kind === 'trust') ? 'trust' : 'resource'
  const allow = allowIn(findings, kind)
  return allow === undefined ? implicitDeny(kind) : allowedBy(allow)
}

function decideInAccount(principal: Principal, limits: readonly PolicyKind[], findings: readonly Finding[]): Verdict {
  const grants = (to: Finding['names']) => findings.find(({ effect, names }) => effect === 'Allow' && names === to)
  const granted = grants('itself')
  return granted === undefined ? decideIdentity(principal, limits, findings, grants('entity')) : allowedBy(granted)
}

/** What the identity's own policies say, within their limits; what was granted to its role or user stands for them. */
function decideIdentity(
  principal: Principal,
  limits: readonly PolicyKind[],
  findings: readonly Finding[],
  granted: Finding | undefined,
): Verdict {
  const allow = granted ?? allowIn(findings, 'identity')
  if (principal.kind !== 'root' && allow === undefined) return implicitDeny('identity')
  const missing = limits.find((kind) => allowIn(findings, kind) === undefined)
  if (missing !== undefined) return implicitDeny(missing)
  return allowedBy(allow)
}

/** A federated user has no permissions but those that its session was given. */
function limitsOf(policies: readonly AttachedPolicy[], principal: Principal): readonly PolicyKind[] {
  const has = (limit: PolicyKind) => policies.some(({ kind }) => kind === limit)
  const limits: PolicyKind[] = has('boundary') ? ['boundary'] : []
  return has('session') || principal.kind === 'federated-user' ? [...limits, 'session'] : limits
}

function allowIn(findings: readonly Finding[], kind: PolicyKind): Finding | undefined {
  return findings.find(({ effect, policy }) => effect === 'Allow' && policy.kind === kind)
}

function allowedBy(decidedBy: Finding | undefined): Allowed {
  return { decision: 'allowed', decidedBy }
}

function implicitDeny(kind: PolicyKind): Denied {
  return { decision: 'implicitDeny', kind, decidedBy: undefined }
}
