import { stsOperation } from '../request/operation.ts'
import { userSessionSeconds } from './duration-rules.ts'
import { notWithSession, unknownMfaDevice } from './errors.ts'
import { openUserSession } from './open-user-session.ts'
import { requireSessionRoom } from './session-room.ts'

/**
 * https://docs.aws.amazon.com/STS/latest/APIReference/API_GetSessionToken.html: every caller with a key may have a session, and no
 * policy can take that away.
 */
export const getSessionToken = stsOperation({
  name: 'GetSessionToken',
  effect: 'changes',
  access: () => [],
  async run(ctx, input, { caller }) {
    if (caller.session !== undefined) throw notWithSession('GetSessionToken')
    // No user has a device: they are not built.
    if (input.SerialNumber !== undefined || input.TokenCode !== undefined) throw unknownMfaDevice()
    const durationSeconds = userSessionSeconds(input.DurationSeconds, caller.principal.kind === 'root')
    await requireSessionRoom(ctx, caller)
    const draft = { kind: 'user', name: '', policies: [], tags: [], durationSeconds } as const
    return { Credentials: await ctx.database.change(() => openUserSession(ctx, caller, draft)) }
  },
})
