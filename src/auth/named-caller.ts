import { first, type Work } from '../database/statement.ts'
import { selectAccount } from '../iam/accounts.table.ts'
import { findIdentity, findIdentityByArn } from '../iam/find-identity.ts'
import type { Caller } from '../operation.ts'
import { findAccessKey, findSession } from './access-key.table.ts'
import { callerOfKey, callerOfSession } from './caller-rules.ts'

/**
 * The caller that a request of somebody would have: who is asked about is named by an ARN, or by the access key that he uses. A
 * role asks by its sessions; one that is named by its ARN is as if it had no session policies and no tags.
 */
export function* findNamedCaller(named: string, nowMs: number): Work<Caller | undefined> {
  if (/^(AKIA|ASIA)/.test(named)) return yield* findByKey(named, nowMs)
  const [, service, account = '', kind = '', rest = ''] = arnRegex.exec(named) ?? []
  if (service === 'iam' && kind === 'root') return yield* findRoot(account)
  if (service === 'iam' && kind === 'user') return yield* findUser(named, account)
  if (service === 'iam' && kind === 'role') return yield* findRole(named, nowMs)
  const [roleName = '', sessionName = ''] = rest.split('/')
  if (service === 'sts' && kind === 'assumed-role') return yield* findRoleSession(account, roleName, sessionName, nowMs)
  return undefined
}

const arnRegex = /^arn:aws:(iam|sts)::([0-9]{12}):(root|user|role|assumed-role)(?:\/(.+))?$/

function* findByKey(id: string, nowMs: number): Work<Caller | undefined> {
  const session = yield* first(findSession, { id })
  if (session !== undefined) return session.expires_at > nowMs ? callerOfSession(session) : undefined
  const key = yield* first(findAccessKey, { id })
  return key?.status === 'Active' ? callerOfKey(key) : undefined
}

function* findRoot(account: string): Work<Caller | undefined> {
  if ((yield* first(selectAccount, { id: account })) === undefined) return undefined
  return callerOfKey({ ...asked, account, user_id: null, name: null, path: null })
}

function* findUser(arn: string, account: string): Work<Caller | undefined> {
  const user = yield* findIdentityByArn(arn)
  return user && callerOfKey({ ...asked, account, user_id: user.id, name: user.name, path: user.path })
}

function* findRole(arn: string, nowMs: number): Work<Caller | undefined> {
  const role = yield* findIdentityByArn(arn)
  return role && (yield* findRoleSession(role.account, role.name, 'ecrd-why', nowMs))
}

function* findRoleSession(
  account: string,
  roleName: string,
  sessionName: string,
  nowMs: number,
): Work<Caller | undefined> {
  const role = yield* findIdentity(account, 'role', roleName)
  if (role === undefined || sessionName === '') return undefined
  const { id, name, path } = role
  const lifetime = { created_at: nowMs, expires_at: nowMs + sessionMs }
  return callerOfSession({
    ...asked,
    account,
    kind: 'role',
    identity_id: id,
    name,
    path,
    session_name: sessionName,
    ...lifetime,
  })
}

/** Credentials that nobody has; nothing that is read of such a caller is kept beyond the question. */
const asked = { id: '', auth_epoch: 0 } as const

const sessionMs = 3_600_000
