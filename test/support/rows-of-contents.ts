import type { Database } from '../../src/database/database.ts'
import type { Row, Schema } from '../../src/database/schema.ts'
import { query } from '../../src/database/statement.ts'

const tables = [
  'repository',
  'blob',
  'repository_blob',
  'image',
  'manifest',
  'image_blob',
  'image_child',
  'referrer',
  'tag',
  'upload',
  'upload_partial_frame',
  'job',
] as const satisfies readonly (keyof Schema)[]

export type ContentRow = {
  [Table in (typeof tables)[number]]: { readonly table: Table } & Row<Table>
}[(typeof tables)[number]]

/** What is in repositories, and what is still to be done about it: nothing when all are deleted and collected. */
export function rowsOfContents(database: Database): Promise<readonly ContentRow[]> {
  return database.read(function* () {
    const rows: ContentRow[] = []
    for (const table of tables) {
      for (const row of yield* query((db) => db.selectFrom(table).selectAll()))
        rows.push({ table, ...row } as ContentRow)
    }
    return rows
  })
}
