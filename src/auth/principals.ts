import type { Context } from '../context.ts'
import { first } from '../database/statement.ts'
import type { Caller } from '../operation.ts'
import { findAccessKey, findSession } from './access-key.table.ts'
import { callerOfKey, callerOfSession } from './caller-rules.ts'

/** What a signature is checked by, and whom it is of. */
export interface Credentials {
  readonly caller: Caller
  readonly sealedSecret: Uint8Array
}

/**
 * The principal behind an access key or a session. Read from the database at each request, so that what was deleted or
 * deactivated is worth nothing from then on, and neither is a token that was made with it.
 */
export async function findCaller(ctx: Pick<Context, 'database'>, accessKeyId: string): Promise<Caller | undefined> {
  return (await findCredentials(ctx, accessKeyId))?.caller
}

/** Those of an expired session are returned: what that means depends on the door. */
export async function findCredentials(
  ctx: Pick<Context, 'database'>,
  accessKeyId: string,
): Promise<Credentials | undefined> {
  if (isTemporary(accessKeyId)) {
    const session = await ctx.database.read(() => first(findSession, { id: accessKeyId }))
    return session && { caller: callerOfSession(session), sealedSecret: session.sealed_secret }
  }
  const key = await ctx.database.read(() => first(findAccessKey, { id: accessKeyId }))
  return key?.status === 'Active' ? { caller: callerOfKey(key), sealedSecret: key.sealed_secret } : undefined
}

/** AWS tells the two kinds apart by how their ids begin. */
export const isTemporary = (accessKeyId: string): boolean => accessKeyId.startsWith('ASIA')

export const isExpired = ({ session }: Caller, nowMs: number): boolean =>
  session !== undefined && session.expiresAt <= nowMs
