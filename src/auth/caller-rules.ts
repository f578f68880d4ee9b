import { identityArn } from '../iam/identity-arn.ts'
import type { IdentifiedCaller, CallingPrincipal } from '../request/caller.ts'

/** What is read of a long-term key and whose it is; name and path are null for root. */
export interface KeyRow {
  readonly id: string
  readonly account: string
  readonly user_id: string | null
  readonly name: string | null
  readonly path: string | null
  readonly auth_epoch: number
}

/** What is read of temporary credentials, and of the role or user that they were made from. */
export interface SessionRow {
  readonly id: string
  readonly account: string
  readonly kind: 'role' | 'user' | 'federated'
  readonly identity_id: string | null
  readonly session_name: string
  readonly created_at: number
  readonly expires_at: number
  readonly name: string | null
  readonly path: string | null
  readonly auth_epoch: number
}

export const rootArn = (account: string): string => `arn:aws:iam::${account}:root`

export function callerOfKey(key: KeyRow): IdentifiedCaller {
  const { account, user_id: userId } = key
  const principal: CallingPrincipal =
    userId === null
      ? { kind: 'root', arn: rootArn(account), account }
      : { kind: 'user', arn: arnOf('user', key), account, userId }
  return {
    principal,
    arn: principal.arn,
    account,
    userId: userId ?? account,
    accessKeyId: key.id,
    authEpoch: key.auth_epoch,
    session: undefined,
  }
}

export function callerOfSession(session: SessionRow): IdentifiedCaller {
  const principal = principalOfSession(session)
  return {
    principal,
    arn: principal.arn,
    account: session.account,
    userId: userIdOf(session),
    accessKeyId: session.id,
    authEpoch: session.auth_epoch,
    session: { issuedAt: session.created_at, expiresAt: session.expires_at },
  }
}

function principalOfSession(session: SessionRow): CallingPrincipal {
  const { account, kind, identity_id: id, session_name: name } = session
  switch (kind) {
    case 'role':
      return {
        kind: 'role-session',
        arn: `arn:aws:sts::${account}:assumed-role/${session.name ?? ''}/${name}`,
        account,
        roleArn: arnOf('role', session),
        roleId: id ?? '',
      }
    case 'federated':
      return {
        kind: 'federated-user',
        arn: `arn:aws:sts::${account}:federated-user/${name}`,
        account,
        userArn: id === null ? rootArn(account) : arnOf('user', session),
        userId: id ?? account,
      }
    case 'user':
      return id === null
        ? { kind: 'root', arn: rootArn(account), account }
        : { kind: 'user', arn: arnOf('user', session), account, userId: id }
  }
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
function userIdOf({ account, kind, identity_id: id, session_name: name }: SessionRow): string {
  switch (kind) {
    case 'role':
      return `${id ?? ''}:${name}`
    case 'federated':
      return `${account}:${name}`
    case 'user':
      return id ?? account
  }
}

function arnOf(kind: 'user' | 'role', { account, path, name }: Pick<KeyRow, 'account' | 'path' | 'name'>): string {
  return identityArn({ account, kind, path: path ?? '/', name: name ?? '' })
}
