import type { DdlTypes } from '../../migrations/migration.ts'

/** How migrations speak to SQLite. */
export const sqliteTypes: DdlTypes = {
  id: 'integer primary key autoincrement',
  integer: 'integer',
  text: 'text',
  bytes: 'blob',
  // SQLite has no such function: `upgrade` gives it one.
  sha256Digest: (column) => `sha256_digest(${column})`,
  table: 'strict',
  keyedTable: 'strict, without rowid',
}
