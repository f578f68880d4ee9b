import type { Words } from '../../migrations/migration.ts'

/** How migrations speak to SQLite. */
export const sqliteWords: Words = {
  id: 'integer primary key autoincrement',
  integer: 'integer',
  text: 'text',
  bytes: 'blob',
  table: 'strict',
  keyedTable: 'strict, without rowid',
}
