import { all, type Work } from '../../database/statement.ts'
import type { Role } from '../../generated/iam.ts'
import type { Identity } from '../find-identity.ts'
import { identityArn } from '../identity-arn.ts'
import { shownBoundary } from '../shown-boundary.ts'
import { shownTags } from '../tagging/tag-rules.ts'
import { selectTagsOfIdentity } from '../tagging/tags.table.ts'
import { describeTrust } from './trust-policy.ts'

/** A role as lists show it: without tags, boundary and last use. */
export function* describeRole(role: Identity): Work<Role> {
  return {
    Path: role.path,
    RoleName: role.name,
    RoleId: role.id,
    Arn: identityArn(role),
    CreateDate: role.created_at,
    AssumeRolePolicyDocument: yield* describeTrust(role),
    Description: role.description === '' ? undefined : role.description,
    MaxSessionDuration: role.max_session_seconds ?? undefined,
  }
}

/** A role as it itself is shown. */
export function* describeWholeRole(role: Identity): Work<Role> {
  return {
    ...(yield* describeRole(role)),
    PermissionsBoundary: shownBoundary(role),
    Tags: shownTags(yield* all(selectTagsOfIdentity, { identityId: role.id })),
    RoleLastUsed: { LastUsedDate: role.last_used_at ?? undefined, Region: role.last_used_region ?? undefined },
  }
}
