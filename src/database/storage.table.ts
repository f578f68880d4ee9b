import type { Row } from './schema.ts'
import { type Bound, statement } from './statement.ts'

const only = 1

export const selectStorage = statement('selectStorage', (db) =>
  db.selectFrom('storage').select(['blob_store', 'is_dev']).where('id', '=', only),
)

export const insertStorage = statement('insertStorage', (db, p: Bound<Pick<Row<'storage'>, 'blob_store' | 'is_dev'>>) =>
  db.insertInto('storage').values({ id: only, blob_store: p.blob_store, is_dev: p.is_dev }),
)
