import { all, first, type Work } from '../database/statement.ts'
import { readIdentityDocuments } from '../iam/policies/identity-documents.ts'
import type { IdentifiedCaller, CallingPrincipal } from '../request/caller.ts'
import type { AttachedPolicy } from '../standards/iam-policy/attached-policy.ts'
import { parseSessionTags } from '../sts/session-limits.ts'
import { selectSessionLimits } from '../sts/sessions.table.ts'
import type { Compile } from '../request/policy-source.ts'
import { selectIdentityTags } from '../iam/tagging/tags.table.ts'
import { readSessionPolicies } from './compiled-session-policies.ts'

/** What a caller brings along to every decision. */
export interface CallersPolicies {
  readonly policies: readonly AttachedPolicy[]
  /** aws:PrincipalTag: a session's tags stand before those of its role or user. */
  readonly tags: ReadonlyMap<string, string>
  /** aws:SourceIdentity */
  readonly sourceIdentity: string | undefined
}

/** The policies of the caller itself, of its groups, and what limits them. */
export function* readCallersPolicies(compile: Compile, caller: IdentifiedCaller): Work<CallersPolicies> {
  const { principal, session } = caller
  const identityId = identityIdOf(principal)
  const policies: AttachedPolicy[] = []
  const tags = new Map<string, string>()
  if (identityId !== undefined) {
    policies.push(...(yield* readIdentity(compile, identityId, caller)))
    for (const { key, value } of yield* all(selectIdentityTags, { identityId })) tags.set(key.toLowerCase(), value)
  } else if (principal.kind === 'federated-user') {
    const policy = compile(everything, 'identity')
    policies.push({ kind: 'identity', attachedTo: principal.userArn, name: 'root', policy })
  }
  const limits = session && (yield* first(selectSessionLimits, { id: caller.accessKeyId }))
  if (limits === undefined) return { policies, tags, sourceIdentity: undefined }
  policies.push(...(yield* readSessionPolicies(compile, limits.policies, caller.arn)))
  for (const { key, value } of parseSessionTags(limits.tags)) tags.set(key.toLowerCase(), value)
  return { policies, tags, sourceIdentity: limits.source_identity ?? undefined }
}

/** What root may do, and so may a federated session of root, within the session's policies. */
const everything = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
})

/** Of a session it is the role that has them. */
function* readIdentity(compile: Compile, id: string, { principal }: IdentifiedCaller): Work<readonly AttachedPolicy[]> {
  const documents = yield* readIdentityDocuments(
    id,
    principal.kind === 'role-session' ? principal.roleArn : principal.arn,
  )
  return documents.map(({ document, ...attached }) => ({ ...attached, policy: compile(document, 'identity') }))
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
