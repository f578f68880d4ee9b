import type { Context } from '../request/context.ts'
import { first, run } from '../database/statement.ts'
import { foreignTestCredentials } from '../errors.ts'
import { insertAccount, selectAccount } from '../iam/accounts.table.ts'
import type { IdentifiedCaller } from '../request/caller.ts'
import { findAccessKey, findSession } from './access-key.table.ts'
import { callerOfKey, callerOfSession } from './caller-rules.ts'
import { devAccountOf } from './dev-credentials.ts'
import { type Approach, foreignness } from './foreign-request.ts'

/** What a signature is checked with, and its principal. */
export interface Credentials {
  readonly caller: IdentifiedCaller
  /** Undefined when any secret will do. */
  readonly sealedSecret: Uint8Array | undefined
}

type CallerParts = Pick<Context, 'database' | 'clock' | 'settings'>

/**
 * The principal behind an access key or a session. Read from the database at each request, so that what was deleted or
 * deactivated is worth nothing from then on, and neither is a token that was made with it.
 */
export async function findCaller(
  ctx: CallerParts,
  accessKeyId: string,
  approach: Approach,
): Promise<IdentifiedCaller | undefined> {
  return (await findCredentials(ctx, accessKeyId, approach))?.caller
}

/** Those of an expired session are returned: what that means depends on the door. */
export async function findCredentials(
  ctx: CallerParts,
  accessKeyId: string,
  approach: Approach,
): Promise<Credentials | undefined> {
  const devAccount = devAccountOf(ctx.settings, accessKeyId)
  if (devAccount !== undefined) {
    const problem = foreignness(approach, ctx.settings.isOwnHost)
    if (problem !== undefined) throw foreignTestCredentials(problem)
    return { caller: await devRoot(ctx, devAccount, accessKeyId), sealedSecret: undefined }
  }
  if (isTemporary(accessKeyId)) {
    const session = await ctx.database.read(() => first(findSession, { id: accessKeyId }))
    return session && { caller: callerOfSession(session), sealedSecret: session.sealed_secret }
  }
  const key = await ctx.database.read(() => first(findAccessKey, { id: accessKeyId }))
  return key?.status === 'Active' ? { caller: callerOfKey(key), sealedSecret: key.sealed_secret } : undefined
}

/** The root of an account, which is made by its first use. */
async function devRoot(
  { database, clock }: CallerParts,
  account: string,
  accessKeyId: string,
): Promise<IdentifiedCaller> {
  const known = await database.read(() => first(selectAccount, { id: account }))
  if (known === undefined) await database.change(() => run(insertAccount, { id: account, createdAt: clock.now() }))
  const authEpoch = known?.auth_epoch ?? 0
  return callerOfKey({ id: accessKeyId, account, user_id: null, name: null, path: null, auth_epoch: authEpoch })
}

/** AWS tells the two kinds apart by how their ids begin. */
export const isTemporary = (accessKeyId: string): boolean => accessKeyId.startsWith('ASIA')

export const isExpired = ({ session }: IdentifiedCaller, nowMs: number): boolean =>
  session !== undefined && session.expiresAt <= nowMs
