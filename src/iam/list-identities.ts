import type { Context } from '../request/context.ts'
import { all } from '../database/statement.ts'
import type { Identity, IdentityKind } from './find-identity.ts'
import { selectIdentitiesAfter } from './identities.table.ts'
import { type Page, type Paging, pathRange, readPage } from './pages.ts'

export interface OfPath extends Paging {
  readonly PathPrefix?: string | undefined
}

/** The users, groups or roles of an account below a path, by name. */
export function listIdentities(
  ctx: Pick<Context, 'database' | 'keys'>,
  account: string,
  kind: IdentityKind,
  request: OfPath,
): Promise<Page<Identity>> {
  const range = pathRange(request.PathPrefix)
  return readPage(ctx, request, {
    list: `iam ${kind}s ${account} ${range.pathFrom}`,
    start: '',
    rowsAfter: (after, limit) => all(selectIdentitiesAfter, { account, kind, after, limit, ...range }),
    positionOf: (identity) => identity.folded_name,
  })
}
