import type { Context } from '../request/context.ts'
import { sealPosition } from '../request/page-position.ts'
import { openPosition } from '../request/page-position.ts'
import type { Scope } from '../request/operation.ts'
import { invalidPaginationToken } from './errors.ts'

/** Of what it is a page: a token is of no use in another list or registry. */
export const listOf = (name: string, { registry: { kind, account, region } }: Scope): string =>
  `tagging ${kind} ${account} ${region} ${name}`

/** Where the page begins. Some clients send an empty token for the first page, which is what the last one is told. */
export function openPaginationToken<Position>(
  ctx: Pick<Context, 'keys'>,
  list: string,
  token: string | undefined,
  start: Position,
): Position {
  if (token === undefined || token === '') return start
  const position = openPosition(ctx, list, token)
  if (position === undefined) throw invalidPaginationToken()
  return position as Position
}

/** The token of the page after a position; empty, as AWS's, when there is none. */
export const paginationToken = (ctx: Pick<Context, 'keys'>, list: string, position: unknown): string =>
  position === undefined ? '' : sealPosition(ctx, list, position)
