import type { Context } from '../request/context.ts'
import { first, type Work } from '../database/statement.ts'
import { unknownAccessKey } from '../errors.ts'
import type { Credentials } from '../generated/sts.ts'
import { selectIdentity } from '../iam/identities.table.ts'
import { type IdentifiedCaller, limitedId } from '../request/caller.ts'
import { openSession, type SessionDraft } from './open-session.ts'

type UserSessionDraft = Omit<SessionDraft, 'account' | 'identityId' | 'sourceIdentity' | 'openedBy'>

/** A session of the user or root whose long-term key asks for it. */
export function* openUserSession(ctx: Context, caller: IdentifiedCaller, draft: UserSessionDraft): Work<Credentials> {
  const { account, principal } = caller
  const identityId = principal.kind === 'user' ? principal.userId : null
  // The user was deleted after the authentication.
  if (identityId !== null && (yield* first(selectIdentity, { id: identityId })) === undefined) throw unknownAccessKey()
  return yield* openSession(ctx, { ...draft, account, identityId, sourceIdentity: null, openedBy: limitedId(caller) })
}
