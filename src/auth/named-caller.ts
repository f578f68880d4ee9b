import { first, type Work } from '../database/statement.ts'
import { selectAccount } from '../iam/accounts.table.ts'
import { findIdentity, findIdentityByArn } from '../iam/find-identity.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { findAccessKey } from './access-key.table.ts'
import { callerOfKey } from './caller-rules.ts'
import { findFederatedUser, findLiveSession, findRoleSession } from './named-session.ts'
import { isTemporary } from './principals.ts'

/**
 * The caller that a request of a principal would have. The principal is named by an ARN, as in the log, or by its access key. Only
 * sessions of a role send requests, so a role stands for a session of it.
 */
export function* findNamedCaller(named: string, nowMs: number): Work<IdentifiedCaller | undefined> {
  if (isTemporary(named)) return yield* findLiveSession(named, nowMs)
  if (named.startsWith('AKIA')) return yield* findByKey(named)
  const [, service = '', account = '', kind = '', rest = ''] = arnRegex.exec(named) ?? []
  const [name = '', sessionName = ''] = rest.split('/')
  switch (`${service}:${kind}`) {
    case 'iam:root':
      return yield* findRoot(account)
    case 'iam:user':
      return yield* findUser(named)
    case 'iam:role':
      return yield* findRole(named, nowMs)
    case 'sts:assumed-role':
      return yield* findSessionOf(account, name, sessionName, nowMs)
    case 'sts:federated-user':
      return yield* findFederatedUser(account, name, nowMs)
    default:
      return undefined
  }
}

const arnRegex = /^arn:aws:(iam|sts)::([0-9]{12}):([a-z-]+)(?:\/(.+))?$/

function* findByKey(id: string): Work<IdentifiedCaller | undefined> {
  const key = yield* first(findAccessKey, { id })
  return key?.status === 'Active' ? callerOfKey(key) : undefined
}

function* findRoot(account: string): Work<IdentifiedCaller | undefined> {
  if ((yield* first(selectAccount, { id: account })) === undefined) return undefined
  return callerOfKey({ ...anyKey, account, user_id: null, name: null, path: null })
}

function* findUser(arn: string): Work<IdentifiedCaller | undefined> {
  const user = yield* findIdentityByArn(arn)
  return user && callerOfKey({ ...anyKey, account: user.account, user_id: user.id, name: user.name, path: user.path })
}

function* findRole(arn: string, nowMs: number): Work<IdentifiedCaller | undefined> {
  const role = yield* findIdentityByArn(arn)
  return role && (yield* findRoleSession(role, 'ecrd-why', nowMs))
}

function* findSessionOf(
  account: string,
  roleName: string,
  sessionName: string,
  nowMs: number,
): Work<IdentifiedCaller | undefined> {
  const role = yield* findIdentity(account, 'role', roleName)
  return role === undefined || sessionName === '' ? undefined : yield* findRoleSession(role, sessionName, nowMs)
}

/** What such a caller may do depends on no key. */
const anyKey = { id: '', auth_epoch: 0 } as const
