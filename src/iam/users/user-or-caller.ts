import { first, type Work } from '../../database/statement.ts'
import type { Access, Scope } from '../../request/operation.ts'
import type { IdentifiedCaller } from '../../request/caller.ts'
import { noSuchIdentity, userNameRequired } from '../errors.ts'
import { findIdentity, type Identity, requireIdentity } from '../find-identity.ts'
import { selectIdentity } from '../identities.table.ts'
import { identityArn } from '../identity-arn.ts'

/**
 * Several operations are about the caller if they name no user: about a user under its current name, or about the account's
 * root, which is no user.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccessKeys.html
 */
export interface MayNameUser {
  readonly UserName?: string | undefined
}

/** A user, or root. */
export type UserOrCaller = Identity | 'root'

export function onUserOrCaller(action: string) {
  return {
    *facts({ UserName: name }: MayNameUser, { caller }: Scope): Work<Identity | undefined> {
      return name === undefined ? undefined : yield* findIdentity(caller.account, 'user', name)
    },
    access({ UserName: name }: MayNameUser, { caller }: Scope, found: Identity | undefined): readonly Access[] {
      const { account, arn, principal } = caller
      if (name === undefined && principal.kind !== 'user') return [{ action, resource: arn }]
      if (name === undefined) return [{ action, resource: arn, shownAs: `user ${arn.slice(arn.lastIndexOf('/') + 1)}` }]
      const resource = identityArn(found ?? { account, kind: 'user', path: '/', name })
      return [{ action, resource, shownAs: `user ${name}` }]
    },
  }
}

export function* requireUserOrCaller(caller: IdentifiedCaller, name: string | undefined): Work<UserOrCaller> {
  return name === undefined ? yield* requireHimself(caller) : yield* requireIdentity(caller.account, 'user', name)
}

/** A role's session and a federated user have no name of their own. */
function* requireHimself({ principal }: IdentifiedCaller): Work<UserOrCaller> {
  if (principal.kind === 'root') return 'root'
  if (principal.kind !== 'user') throw userNameRequired()
  const user = yield* first(selectIdentity, { id: principal.userId })
  if (user === undefined) throw noSuchIdentity('user', principal.userId)
  return user
}
