import type { Work } from '../database/statement.ts'
import { requestTags } from '../request/request-tags.ts'
import type { Tag } from '../generated/iam.ts'
import type { Access, Scope } from '../request/operation.ts'
import { findIdentity, type Identity, type IdentityKind } from './find-identity.ts'
import { identityArn } from './identity-arn.ts'

/**
 * What IAM's operations need: an action on an ARN, of which the path is a part. Requests name users, groups and roles without
 * it, so the identity is looked up first. Refusals don't say what was found: they have the name alone, as IAM's do.
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
    access(input, { caller: { account } }, found) {
      const name = nameOf(input)
      const resource = identityArn(found ?? { account, kind, path: '/', name })
      return [{ action, resource, shownAs: `${kind} ${name}` }]
    },
  }
}

/** What a request gives to the identity that it creates. */
interface Given {
  readonly PermissionsBoundary?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

/**
 * The right to create an identity is on its future ARN; with tags, the right to tag it is needed, too.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags_users.html#id_tags_users_permissions
 */
export function onNewIdentity(
  { caller: { account } }: Scope,
  {
    kind,
    path = '/',
    name,
  }: { readonly kind: IdentityKind; readonly path?: string | undefined; readonly name: string },
  { PermissionsBoundary: boundary, Tags: tags = [] }: Given,
  actions: { readonly create: string; readonly tag?: string },
): readonly Access[] {
  const resource = identityArn({ account, kind, path, name })
  const ofTags: Access['context'] = tags.length === 0 ? {} : requestTags(tags)
  const ofBoundary: Access['context'] = boundary === undefined ? {} : { 'iam:permissionsboundary': [boundary] }
  const create = { action: actions.create, resource, context: { ...ofTags, ...ofBoundary } }
  return tags.length === 0 || actions.tag === undefined
    ? [create]
    : [create, { action: actions.tag, resource, context: ofTags }]
}

interface Renaming {
  readonly kind: IdentityKind
  readonly oldName: string
  readonly name: string | undefined
  readonly path: string | undefined
}

/**
 * Another name or path makes another ARN, on which the right is needed as well.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_users_rename.html
 */
export function onRenamed(
  action: string,
  { caller: { account } }: Scope,
  found: Identity | undefined,
  { kind, oldName, name, path }: Renaming,
): readonly Access[] {
  if (name === undefined && path === undefined) return []
  const renamed = { account, kind, path: path ?? found?.path ?? '/', name: name ?? found?.name ?? oldName }
  return [{ action, resource: identityArn(renamed) }]
}

/** A list is of a path: `arn:aws:iam::123456789012:user/`. */
export function onPath(action: string, { caller: { account } }: Scope, kind: IdentityKind, pathPrefix = '/'): Access {
  return { action, resource: identityArn({ account, kind, path: pathPrefix, name: '' }) }
}
