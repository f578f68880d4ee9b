import type { Context } from '../request/context.ts'
import type { Work } from '../database/statement.ts'
import { openPosition, sealPosition } from '../request/page-position.ts'
import { pageSizes } from '../request/page-sizes.ts'
import { invalidMarker } from './errors.ts'

/** Pages of IAM's lists. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html (Marker, MaxItems, IsTruncated) */
export interface Paging {
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface Listing<Row, Position> {
  /** Of what it is the list: a marker belongs to it, and is of no use elsewhere. */
  readonly list: string
  readonly start: Position
  readonly rowsAfter: (after: Position, limit: number) => Work<readonly Row[]>
  /** A marker has 320 characters at most, so that a position may have some 200 bytes. */
  readonly positionOf: (row: Row) => Position
}

export interface Page<Row> {
  readonly rows: readonly Row[]
  /** What an answer says about the page: members of the output. */
  readonly paging: { readonly IsTruncated: boolean; readonly Marker?: string }
}

export async function readPage<Row, Position>(
  ctx: Pick<Context, 'database' | 'keys'>,
  { Marker: marker, MaxItems: size = pageSizes.iam.default }: Paging,
  { list, start, rowsAfter, positionOf }: Listing<Row, Position>,
): Promise<Page<Row>> {
  const after = marker === undefined ? start : (openPosition(ctx, list, marker) as Position | undefined)
  if (after === undefined) throw invalidMarker()
  const rows = await ctx.database.read(() => rowsAfter(after, size + 1))
  const shown = rows.slice(0, size)
  const last = shown.at(-1)
  if (rows.length <= size || last === undefined) return { rows: shown, paging: { IsTruncated: false } }
  return { rows: shown, paging: { IsTruncated: true, Marker: sealPosition(ctx, list, positionOf(last)) } }
}

/** The paths that begin so, as a range: no path has a character above `~`. */
export function pathRange(pathPrefix = '/'): { readonly pathFrom: string; readonly pathBefore: string } {
  return { pathFrom: pathPrefix, pathBefore: `${pathPrefix}\u007f` }
}
