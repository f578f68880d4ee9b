import type { Context } from '../request/context.ts'
import type { Row } from '../database/schema.ts'
import { run, type Work } from '../database/statement.ts'
import type { Credentials } from '../generated/sts.ts'
import { newAccessKeyId, newSecretAccessKey } from '../iam/access-keys/access-key-id.ts'
import type { SessionPolicy, SessionTag } from './session-limits.ts'
import { sealSessionToken } from './session-token.ts'
import { insertSession } from './sessions.table.ts'

/** A session that is to be. */
export interface SessionDraft {
  readonly account: string
  readonly kind: Row<'session'>['kind']
  /** The role or user whose session it is; null for root's. */
  readonly identityId: string | null
  readonly name: string
  readonly policies: readonly SessionPolicy[]
  readonly tags: readonly SessionTag[]
  readonly sourceIdentity: string | null
  /** Whose limit it counts in. */
  readonly openedBy: string
  readonly durationSeconds: number
}

type Parts = Pick<Context, 'keys' | 'clock' | 'ids'>

/** Temporary credentials. They change no rights of others, so no epoch grows. */
export function* openSession(ctx: Parts, draft: SessionDraft): Work<Credentials> {
  const id = newAccessKeyId(draft.account, ctx.ids, 'ASIA')
  const secret = newSecretAccessKey(ctx.ids)
  const createdAt = ctx.clock.now()
  // Answers tell whole seconds.
  const expiresAt = (Math.floor(createdAt / 1000) + draft.durationSeconds) * 1000
  yield* run(insertSession, {
    id,
    account: draft.account,
    kind: draft.kind,
    identity_id: draft.identityId,
    name: draft.name,
    policies: JSON.stringify(draft.policies),
    tags: JSON.stringify(draft.tags),
    source_identity: draft.sourceIdentity,
    opened_by: draft.openedBy,
    created_at: createdAt,
    expires_at: expiresAt,
    sealed_secret: ctx.keys.seal('access-key', id, Buffer.from(secret)),
  })
  return {
    AccessKeyId: id,
    SecretAccessKey: secret,
    SessionToken: sealSessionToken(ctx.keys, id),
    Expiration: expiresAt,
  }
}
