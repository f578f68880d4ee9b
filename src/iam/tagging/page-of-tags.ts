import type { Context } from '../../request/context.ts'
import type { Work } from '../../database/statement.ts'
import type { Tag } from '../../generated/iam.ts'
import { type Paging, readPage } from '../pages.ts'
import { shownTags } from './tag-rules.ts'

interface TagRow {
  readonly key: string
  readonly value: string
}

interface PageOfTags {
  readonly Tags: readonly Tag[]
  readonly IsTruncated: boolean
  readonly Marker?: string
}

/**
 * There are fifty at most: the page is cut from all of them. Its position is how many were shown, since a key may have more
 * bytes than a marker.
 */
export async function pageOfTags(
  ctx: Pick<Context, 'database' | 'keys'>,
  request: Paging,
  { list, rows }: { readonly list: string; readonly rows: () => Work<readonly TagRow[]> },
): Promise<PageOfTags> {
  const page = await readPage(ctx, request, {
    list: `iam tags ${list}`,
    start: 0,
    *rowsAfter(shown, limit) {
      const numbered = (yield* rows()).map((row, at) => ({ ...row, number: at + 1 }))
      return numbered.slice(shown, shown + limit)
    },
    positionOf: ({ number }) => number,
  })
  return { Tags: shownTags(page.rows) ?? [], ...page.paging }
}
