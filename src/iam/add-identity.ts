import type { Context } from '../request/context.ts'
import type { Row } from '../database/schema.ts'
import { first, run, type Work } from '../database/statement.ts'
import { identityExists } from './errors.ts'
import { findIdentity, type Identity, type IdentityKind } from './find-identity.ts'
import { foldName } from './fold-name.ts'
import { countIdentities, insertIdentity } from './identities.table.ts'
import { requireBoundary } from './policies/find-policy.ts'
import { type quotas, requireWithin } from './quotas.ts'
import { setIdentityTags } from './tagging/identity-tags.ts'
import { newUniqueId } from './unique-id.ts'

/** What a user, group or role is created as. */
export interface NewIdentity {
  readonly kind: IdentityKind
  readonly name: string
  readonly path?: string | undefined
  readonly boundaryArn?: string | undefined
  readonly tags?: ReadonlyMap<string, string>
  readonly role?: NewRole
}

/** What only roles have. */
export type NewRole = Pick<
  Row<'identity'>,
  'description' | 'trust_policy' | 'trust_principals' | 'max_session_seconds' | 'service'
>

const quotaOf: Readonly<Record<IdentityKind, keyof typeof quotas>> = {
  user: 'UsersPerAccount',
  group: 'GroupsPerAccount',
  role: 'RolesPerAccount',
}

const noRole: NewRole = {
  description: '',
  trust_policy: null,
  trust_principals: '{}',
  max_session_seconds: null,
  service: null,
}

export function* addIdentity(
  ctx: Pick<Context, 'clock' | 'ids'>,
  account: string,
  { kind, name, path = '/', boundaryArn, tags = new Map(), role = noRole }: NewIdentity,
): Work<Identity> {
  if ((yield* findIdentity(account, kind, name)) !== undefined) throw identityExists(kind, name)
  const existing = yield* first(countIdentities, { account, kind })
  requireWithin(quotaOf[kind], (existing?.count ?? 0) + 1)
  const boundary = boundaryArn === undefined ? undefined : yield* requireBoundary(account, boundaryArn)
  const identity: Identity = {
    ...role,
    id: newUniqueId(kind, ctx.ids),
    account,
    kind,
    name,
    folded_name: foldName(name),
    path,
    created_at: ctx.clock.now(),
    boundary_arn: boundary?.policyArn ?? null,
    boundary_policy_id: boundary?.policyId ?? null,
    last_used_at: null,
    last_used_region: null,
  }
  yield* run(insertIdentity, identity)
  yield* setIdentityTags(identity, tags)
  return identity
}
