import { all, first, type Work } from '../database/statement.ts'
import type { Identity } from '../iam/find-identity.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { selectSessionsNamed } from '../sts/sessions.table.ts'
import { findSession } from './access-key.table.ts'
import { callerOfSession } from './caller-rules.ts'

/** The session of these credentials, unless it has expired. */
export function* findLiveSession(id: string, nowMs: number): Work<IdentifiedCaller | undefined> {
  const session = yield* first(findSession, { id })
  return session !== undefined && session.expires_at > nowMs ? callerOfSession(session) : undefined
}

/** Of a role's sessions of a name the newest; where there is none, one as it would be without session policies and tags. */
export function* findRoleSession(role: Identity, sessionName: string, nowMs: number): Work<IdentifiedCaller> {
  const { account, id: roleId, name, path } = role
  const live = yield* findNewest({ account, kind: 'role', name: sessionName }, nowMs, roleId)
  if (live !== undefined) return live
  const lifetime = { created_at: nowMs, expires_at: nowMs + lifetimeMs }
  const credentials = { id: '', auth_epoch: 0 }
  const made = { account, kind: 'role', identity_id: roleId, name, path, session_name: sessionName } as const
  return callerOfSession({ ...credentials, ...made, ...lifetime })
}

export function findFederatedUser(account: string, name: string, nowMs: number): Work<IdentifiedCaller | undefined> {
  return findNewest({ account, kind: 'federated', name }, nowMs)
}

interface SessionName {
  readonly account: string
  readonly kind: 'role' | 'federated'
  readonly name: string
}

function* findNewest(named: SessionName, nowMs: number, identityId?: string): Work<IdentifiedCaller | undefined> {
  const sessions = yield* all(selectSessionsNamed, named)
  const [newest] = sessions
    .filter((each) => each.expires_at > nowMs && (identityId === undefined || each.identity_id === identityId))
    .toSorted((a, b) => b.created_at - a.created_at)
  return newest && (yield* findLiveSession(newest.id, nowMs))
}

/** What a session has by default. */
const lifetimeMs = 3_600_000
