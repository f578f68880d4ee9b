import type { Database } from './database.ts'
import { all, statement } from './statement.ts'

const readAnything = statement('readAnything', (db) => db.selectFrom('registry').select('id').limit(1))

/** Whether the database answers a query now. */
export async function isAnswering(database: Database): Promise<boolean> {
  return database
    .read(() => all(readAnything, {}))
    .then(
      () => true,
      () => false,
    )
}
