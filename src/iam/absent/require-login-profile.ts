import type { Context } from '../../request/context.ts'
import type { Scope } from '../../request/operation.ts'
import { noSuchLoginProfile } from '../errors.ts'
import { type MayNameUser, requireUserOrCaller } from '../users/user-or-caller.ts'

/** No user has a password here. A missing user is reported as missing; root has no name. */
export async function requireLoginProfile(
  ctx: Pick<Context, 'database'>,
  { UserName: name }: MayNameUser,
  { caller }: Pick<Scope, 'caller'>,
): Promise<never> {
  const user = await ctx.database.read(() => requireUserOrCaller(caller, name))
  throw noSuchLoginProfile(name ?? (user === 'root' ? 'root' : user.name))
}
