import type { Work } from '../database/statement.ts'
import { pageSizes } from '../request/page-sizes.ts'

interface Found {
  readonly found: string
}

export interface SkippedPage {
  readonly values: readonly string[]
  /** After which the next page begins. */
  readonly position: string | undefined
}

/** A page of what differs in an index: each step asks for the first one after the last. */
export function* skipThrough(
  after: string | undefined,
  next: (after: string | undefined) => Work<Found | undefined>,
): Work<SkippedPage> {
  const values: string[] = []
  let found = yield* next(after)
  while (found !== undefined && values.length < pageSizes.tagKeys.default) {
    values.push(found.found)
    found = yield* next(found.found)
  }
  return { values, position: found === undefined ? undefined : values.at(-1) }
}
