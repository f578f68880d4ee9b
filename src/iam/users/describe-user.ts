import type { User } from '../../generated/iam.ts'
import type { Identity } from '../find-identity.ts'
import { identityArn } from '../identity-arn.ts'
import { shownBoundary } from '../shown-boundary.ts'

/** A user in a list: without tags and boundary. */
export function describeUser(user: Identity): User {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: identityArn(user),
    CreateDate: user.created_at,
  }
}

/** A user alone. */
export function describeWholeUser(user: Identity, tags: User['Tags']): User {
  return { ...describeUser(user), PermissionsBoundary: shownBoundary(user), Tags: tags }
}
