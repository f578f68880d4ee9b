import type { Work } from '../database/statement.ts'
import type { Listing } from './pages.ts'

/** A list of its own, in the order of its keys; '' comes before all of them. */
export interface Part<Row> {
  readonly rowsAfter: (key: string, limit: number) => Work<readonly Row[]>
  readonly keyOf: (row: Row) => string
}

interface Numbered<Row> {
  readonly part: number
  readonly key: string
  readonly row: Row
}

type Position = readonly [part: number, key: string]

/** Several lists as one: a page may begin in one and end in another. */
export function chainedLists<Row>(
  parts: readonly Part<Row>[],
): Pick<Listing<Numbered<Row>, Position>, 'start' | 'rowsAfter' | 'positionOf'> {
  return {
    start: [0, ''],
    *rowsAfter([first, after], limit) {
      const rows: Numbered<Row>[] = []
      for (const [part, { rowsAfter, keyOf }] of parts.entries()) {
        if (part < first || rows.length === limit) continue
        const found = yield* rowsAfter(part === first ? after : '', limit - rows.length)
        rows.push(...found.map((row) => ({ part, key: keyOf(row), row })))
      }
      return rows
    },
    positionOf: ({ part, key }) => [part, key],
  }
}
