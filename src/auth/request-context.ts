import { printInstant } from '../platform/print-instant.ts'
import { type Caller, type IdentifiedCaller, isIdentified } from '../request/caller.ts'
import type { Access, Scope } from '../request/operation.ts'
import type { ContextLookup } from '../standards/iam-policy/access-request.ts'
import type { CallersPolicies } from './identity-policies.ts'
import type { ResourcePolicies } from '../request/policy-source.ts'

export interface Circumstances {
  readonly scope: Scope<Caller>
  /** What only this operation has, or this image. */
  readonly own: Access['context']
  readonly callers: CallersPolicies
  readonly resources: ResourcePolicies
  readonly nowMs: number
}

/**
 * The condition keys of a request. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 * Nothing is computed but what a policy asks for, and that once.
 */
export function contextOf(circumstances: Circumstances): ContextLookup {
  const known = new Map<string, readonly string[] | undefined>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const values = circumstances.own?.[key] ?? valuesOf(key, circumstances)
    known.set(key, values)
    return values
  }
}

/**
 * Of tags whose keys differ in case only, any may be the one that is meant; and a Deny of one digest of an image is a Deny of the
 * image (ecr/images/README.md).
 */
export function hasOneValue(key: string): boolean {
  return /^[a-z0-9-]+:(?:request|resource)tag\//.test(key) || key === 'ecr:imagedigest'
}

function valuesOf(key: string, circumstances: Circumstances): readonly string[] | undefined {
  const value = (keys.get(key) ?? tagIn(key))?.(circumstances)
  return typeof value === 'string' ? [value] : value
}

type Value = (circumstances: Circumstances) => string | readonly string[] | undefined

const keys: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['aws:principalarn', ({ scope }) => principalArn(scope.caller)],
  ['aws:principalaccount', ({ scope: { caller } }) => (isIdentified(caller) ? caller.account : anonymous)],
  ['aws:principaltype', ({ scope }) => principalTypes[scope.caller.principal.kind]],
  ['aws:userid', ({ scope: { caller } }) => (isIdentified(caller) ? caller.userId : anonymous)],
  ['aws:username', ({ scope: { caller } }) => userName(caller)],
  ['aws:sourceip', ({ scope }) => scope.client.sourceIp],
  ['aws:securetransport', ({ scope }) => String(scope.client.isSecure)],
  ['aws:useragent', ({ scope }) => scope.client.userAgent],
  ['aws:referer', ({ scope }) => scope.client.referer],
  ['aws:requestedregion', ({ scope }) => scope.registry.region],
  ['aws:currenttime', ({ nowMs }) => printInstant(nowMs)],
  ['aws:epochtime', ({ nowMs }) => String(Math.floor(nowMs / 1000))],
  ['aws:tokenissuetime', ({ scope }) => tokenIssueTime(scope.caller)],
  ['aws:sourceidentity', ({ callers }) => callers.sourceIdentity],
  // Of temporary credentials alone, as in AWS; ecrd has no second factors.
  ['aws:multifactorauthpresent', ({ scope }) => (sessionOf(scope.caller) === undefined ? undefined : 'false')],
  ['aws:viaawsservice', () => 'false'],
  ['aws:resourceaccount', ({ resources }) => resources.account],
])

/** `aws:principaltag/team` and the like. */
function tagIn(key: string): Value | undefined {
  const at = key.indexOf('/')
  const tag = key.slice(at + 1)
  switch (key.slice(0, at)) {
    case 'aws:principaltag':
      return ({ callers }) => callers.tags.get(tag)
    case 'aws:resourcetag':
    case 'ecr:resourcetag':
    case 'iam:resourcetag':
      return ({ resources }) => resources.tags.get(tag)
    default:
      return undefined
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html#principaltable */
const anonymous = 'anonymous'

const principalTypes = {
  root: 'Account',
  user: 'User',
  'role-session': 'AssumedRole',
  'federated-user': 'FederatedUser',
  anonymous: 'Anonymous',
} as const

/** Of a role's session it is the role's; who did not sign has none. */
function principalArn({ principal }: Caller): string | undefined {
  if (principal.kind === 'anonymous') return undefined
  return principal.kind === 'role-session' ? principal.roleArn : principal.arn
}

function userName({ principal }: Caller): string | undefined {
  return principal.kind === 'user' ? lastOf(principal.arn) : undefined
}

const sessionOf = (caller: Caller): IdentifiedCaller['session'] => (isIdentified(caller) ? caller.session : undefined)

function tokenIssueTime(caller: Caller): string | undefined {
  const session = sessionOf(caller)
  return session && printInstant(session.issuedAt)
}

const lastOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)
