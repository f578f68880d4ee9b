import type { Work } from '../database/statement.ts'
import type { Access, Scope } from '../operation.ts'
import { findIdentity, type Identity, type IdentityKind } from './find-identity.ts'
import { identityArn } from './identity-arn.ts'

/**
 * What IAM's operations need: an action on an ARN, of which the path is a part. Requests name users, groups and roles without
 * it, so whoever is there is looked up first.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export interface OnIdentity<Input> {
  readonly facts: (input: Input, scope: Scope) => Work<Identity | undefined>
  readonly access: (input: Input, scope: Scope, found: Identity | undefined) => readonly Access[]
}

export const onUser = (action: string): OnIdentity<{ readonly UserName: string }> =>
  onIdentity('user', action, ({ UserName }) => UserName)

export const onGroup = (action: string): OnIdentity<{ readonly GroupName: string }> =>
  onIdentity('group', action, ({ GroupName }) => GroupName)

export const onRole = (action: string): OnIdentity<{ readonly RoleName: string }> =>
  onIdentity('role', action, ({ RoleName }) => RoleName)

function onIdentity<Input>(kind: IdentityKind, action: string, nameOf: (input: Input) => string): OnIdentity<Input> {
  return {
    facts: (input, { caller }) => findIdentity(caller.account, kind, nameOf(input)),
    access: (input, { caller: { account } }, found) => [
      { action, resource: identityArn(found ?? { account, kind, path: '/', name: nameOf(input) }) },
    ],
  }
}

/** The right to create something is one on the ARN that it will have. */
export function onNewIdentity(
  action: string,
  { caller: { account } }: Scope,
  {
    kind,
    path = '/',
    name,
  }: { readonly kind: IdentityKind; readonly path?: string | undefined; readonly name: string },
): Access {
  return { action, resource: identityArn({ account, kind, path, name }) }
}

/** A list is of a path: `arn:aws:iam::123456789012:user/`. */
export function onPath(action: string, { caller: { account } }: Scope, kind: IdentityKind, pathPrefix = '/'): Access {
  return { action, resource: identityArn({ account, kind, path: pathPrefix, name: '' }) }
}
