import { all, first, type Work } from '../database/statement.ts'
import { identityArn } from '../iam/identity-arn.ts'
import { findAwsManagedPolicy } from '../iam/policies/aws-managed-policies.ts'
import { selectInlinePolicies } from '../iam/inline-policies/inline-policies.table.ts'
import type { Caller, CallingPrincipal } from '../operation.ts'
import type { AttachedPolicy, PolicyKind } from '../standards/iam-policy/attached-policy.ts'
import { parseSessionTags } from '../sts/session-limits.ts'
import { selectSessionLimits } from '../sts/sessions.table.ts'
import type { Compile } from './compile-documents.ts'
import {
  selectAttachedPolicies,
  selectGroupsOfUser,
  selectIdentityTags,
  selectLimitedIdentity,
} from './policies.table.ts'
import { readSessionPolicies } from './session-policies.ts'

/** What a caller brings along to every decision. */
export interface CallersPolicies {
  readonly policies: readonly AttachedPolicy[]
  /** aws:PrincipalTag: a session's tags stand before those of its role or user. */
  readonly tags: ReadonlyMap<string, string>
  /** aws:SourceIdentity */
  readonly sourceIdentity: string | undefined
}

type Attach = (kind: PolicyKind, attachedTo: string, name: string, document: string) => AttachedPolicy

/** The policies of the caller itself, of its groups, and what limits them. */
export function* readCallersPolicies(compile: Compile, caller: Caller): Work<CallersPolicies> {
  const attached: Attach = (kind, attachedTo, name, document) => ({
    kind,
    attachedTo,
    name,
    policy: compile(document, 'identity'),
  })
  const { principal, session } = caller
  const identityId = identityIdOf(principal)
  const policies: AttachedPolicy[] = []
  const tags = new Map<string, string>()
  if (identityId !== undefined) {
    policies.push(...(yield* readIdentity(attached, identityId, caller)))
    for (const { key, value } of yield* all(selectIdentityTags, { identityId })) tags.set(key.toLowerCase(), value)
  } else if (principal.kind === 'federated-user') {
    policies.push(attached('identity', principal.userArn, 'root', everything))
  }
  const limits = session && (yield* first(selectSessionLimits, { id: caller.accessKeyId }))
  if (limits === undefined) return { policies, tags, sourceIdentity: undefined }
  policies.push(...(yield* readSessionPolicies(compile, limits.policies, caller.arn)))
  for (const { key, value } of parseSessionTags(limits.tags)) tags.set(key.toLowerCase(), value)
  return { policies, tags, sourceIdentity: limits.source_identity ?? undefined }
}

/** What root may do, and so whoever it vouches for, within the policies of his session. */
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})

function* readIdentity(attached: Attach, identityId: string, { principal }: Caller): Work<readonly AttachedPolicy[]> {
  const itself = principal.kind === 'role-session' ? principal.roleArn : principal.arn
  const policies = [...(yield* readOwnPolicies(attached, identityId, itself))]
  for (const group of yield* all(selectGroupsOfUser, { userId: identityId })) {
    const arn = identityArn({ ...group, kind: 'group' })
    policies.push(...(yield* readOwnPolicies(attached, group.id, arn)))
  }
  const limited = yield* first(selectLimitedIdentity, { id: identityId })
  if (limited !== undefined && limited.boundary_arn !== null) {
    const document = limited.document ?? awsDocument(limited.boundary_arn)
    policies.push(attached('boundary', itself, limited.boundary_arn, document))
  }
  return policies
}

function* readOwnPolicies(attached: Attach, identityId: string, attachedTo: string): Work<readonly AttachedPolicy[]> {
  const managed = yield* all(selectAttachedPolicies, { identityId })
  const inline = yield* all(selectInlinePolicies, { identityId })
  return [
    ...managed.map(({ policy_arn: arn, document }) =>
      attached('identity', attachedTo, arn, document ?? awsDocument(arn)),
    ),
    ...inline.map(({ name, document }) => attached('identity', attachedTo, name, document)),
  ]
}

function awsDocument(arn: string): string {
  const policy = findAwsManagedPolicy(arn)
  if (policy === undefined) throw new Error(`${arn} is attached and is no policy`)
  return policy.document
}

/** The user or role behind a caller. */
function identityIdOf(principal: CallingPrincipal): string | undefined {
  switch (principal.kind) {
    case 'root':
      return undefined
    case 'user':
      return principal.userId
    case 'role-session':
      return principal.roleId
    case 'federated-user':
      return principal.userId === principal.account ? undefined : principal.userId
  }
}
