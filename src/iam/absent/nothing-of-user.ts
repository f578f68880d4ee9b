import type { Context } from '../../request/context.ts'
import type { Scope } from '../../request/operation.ts'
import { type Page, type Paging, readPage } from '../pages.ts'
import { type MayNameUser, requireUserOrCaller } from '../users/user-or-caller.ts'

/** What an answer says about the only page of a list that has nothing in it. */
type EmptyPage = Page<never>['paging']

/** There is nothing to turn to: every marker is another list's. */
export async function emptyPage(ctx: Pick<Context, 'database' | 'keys'>, request: Paging): Promise<EmptyPage> {
  const { paging } = await readPage<never, string>(ctx, request, {
    list: 'iam nothing',
    start: '',
    *rowsAfter() {
      return []
    },
    positionOf: () => '',
  })
  return paging
}

/** A list of what no user has here. The user must still be there. */
export async function nothingOfUser(
  ctx: Pick<Context, 'database' | 'keys'>,
  request: MayNameUser & Paging,
  { caller }: Pick<Scope, 'caller'>,
): Promise<EmptyPage> {
  await ctx.database.read(() => requireUserOrCaller(caller, request.UserName))
  return emptyPage(ctx, request)
}
