import type { Context } from '../request/context.ts'
import { invalidPageToken, invalidParameter } from '../errors.ts'
import { openPosition, sealPosition } from '../request/page-position.ts'

/**
 * Pages of a list. A page token is the position after which the next page starts, sealed for the list that it belongs
 * to: opaque, as AWS's are, and of no use anywhere else.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DescribeImages.html (nextToken, maxResults)
 */
export interface PageRequest {
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  readonly nextToken: string | undefined
}

/** The position that a token holds, or `start` where no token is given. */
export function openPage<Position>(
  ctx: Pick<Context, 'keys'>,
  list: string,
  request: PageRequest,
  start: Position,
): Position {
  if (request.nextToken === undefined) return start
  const position = openPosition(ctx, list, request.nextToken)
  if (position === undefined) throw invalidPageToken()
  return position as Position
}

/** Cuts what was read with a limit of `size + 1` into a page; the row too many only tells that there is more. */
export function closePage<Row>(
  ctx: Pick<Context, 'keys'>,
  list: string,
  rows: readonly Row[],
  size: number,
  positionOf: (row: Row) => unknown,
): Page<Row> {
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  if (rows.length <= size || last === undefined) return { rows: shown, nextToken: undefined }
  return { rows: shown, nextToken: sealPosition(ctx, list, positionOf(last)) }
}

/** An explicit list of ids is answered whole, so it can't be combined with paging. */
export function refusePaging(request: PageRequest, ids: string): void {
  for (const field of ['maxResults', 'nextToken'] as const) {
    if (request[field] !== undefined) throw invalidParameter(field, `Cannot be specified together with ${ids}`)
  }
}
