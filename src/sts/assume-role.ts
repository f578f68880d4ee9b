import type { Context } from '../request/context.ts'
import { first, type Work } from '../database/statement.ts'
import { accessDenied, notBuiltYet } from '../errors.ts'
import type { AssumeRoleRequest } from '../generated/sts.ts'
import { findIdentityByArn, type Identity } from '../iam/find-identity.ts'
import { selectIdentity } from '../iam/identities.table.ts'
import { type Scope, stsOperation } from '../request/operation.ts'
import { type IdentifiedCaller, limitedId } from '../request/caller.ts'
import { neededToAssume, type NewSession, requireRoleArn } from './assume-role-rules.ts'
import { roleSessionSeconds } from './duration-rules.ts'
import { unknownMfaDevice } from './errors.ts'
import { openSession } from './open-session.ts'
import { requireSessionRoom } from './session-room.ts'
import { findSessionPolicies } from './session-policies.ts'
import { packedPolicySize } from './session-policy-rules.ts'
import { noTransitiveTags, sessionSourceIdentity, sessionTags, type TransitiveTags } from './session-tag-rules.ts'
import { parseSessionTags } from './session-limits.ts'
import { selectSessionLimits } from './sessions.table.ts'

interface Facts extends NewSession {
  readonly role: Identity | undefined
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
export const assumeRole = stsOperation({
  name: 'AssumeRole',
  effect: 'changes',
  *facts(input, { caller }): Work<Facts> {
    requireRoleArn(input.RoleArn)
    const inherited = yield* readTransitiveTags(caller)
    return {
      role: yield* findIdentityByArn(input.RoleArn),
      tags: sessionTags(input.Tags ?? [], input.TransitiveTagKeys ?? [], inherited),
      sourceIdentity: sessionSourceIdentity(input.SourceIdentity, inherited),
    }
  },
  access: (input, _scope, session) => neededToAssume(input, session),
  async run(ctx, input, scope, facts) {
    if ((input.ProvidedContexts ?? []).length > 0) throw notBuiltYet('AssumeRole with ProvidedContexts')
    // No user has a device: they are not built.
    if (input.SerialNumber !== undefined || input.TokenCode !== undefined) throw unknownMfaDevice()
    await requireSessionRoom(ctx, scope.caller)
    return ctx.database.change(() => assume(ctx, input, scope, facts))
  },
})

function* assume(ctx: Context, input: AssumeRoleRequest, { caller }: Scope, { role, tags, sourceIdentity }: Facts) {
  const { RoleArn: arn, RoleSessionName: name } = input
  // Deleted since its trust policy was asked; a new one of the same name was not asked.
  if (role === undefined || (yield* first(selectIdentity, { id: role.id })) === undefined) {
    throw accessDenied({ caller: caller.arn, action: 'sts:AssumeRole', resource: arn })
  }
  const policies = yield* findSessionPolicies(input, role.account)
  const PackedPolicySize = packedPolicySize(policies, tags)
  const durationSeconds = roleSessionSeconds(input.DurationSeconds, {
    maxSeconds: role.max_session_seconds ?? 0,
    isChained: caller.principal.kind === 'role-session',
  })
  const openedBy = limitedId(caller)
  const of = { account: role.account, kind: 'role', identityId: role.id, name } as const
  const Credentials = yield* openSession(ctx, { ...of, policies, tags, sourceIdentity, openedBy, durationSeconds })
  const AssumedRoleUser = {
    AssumedRoleId: `${role.id}:${name}`,
    Arn: `arn:aws:sts::${role.account}:assumed-role/${role.name}/${name}`,
  }
  return { Credentials, AssumedRoleUser, PackedPolicySize, SourceIdentity: sourceIdentity ?? undefined }
}

/** What the caller's session, if there is one, passes on to the next. */
function* readTransitiveTags({ session, accessKeyId }: IdentifiedCaller): Work<TransitiveTags> {
  const limits = session && (yield* first(selectSessionLimits, { id: accessKeyId }))
  if (limits === undefined) return noTransitiveTags
  return {
    tags: parseSessionTags(limits.tags).filter(({ isTransitive }) => isTransitive),
    sourceIdentity: limits.source_identity,
  }
}
