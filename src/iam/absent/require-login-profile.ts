import type { Context } from '../../context.ts'
import type { Scope } from '../../operation.ts'
import { noSuchLoginProfile } from '../errors.ts'
import { type MayNameUser, requireActingUser } from '../users/acting-user.ts'

/** Nobody has a password here. Whoever isn't there at all is said not to be; root has no name to be called by. */
export async function requireLoginProfile(
  ctx: Pick<Context, 'database'>,
  { UserName: name }: MayNameUser,
  { caller }: Pick<Scope, 'caller'>,
): Promise<never> {
  const user = await ctx.database.read(() => requireActingUser(caller, name))
  throw noSuchLoginProfile(name ?? (user === 'root' ? 'root' : user.name))
}
