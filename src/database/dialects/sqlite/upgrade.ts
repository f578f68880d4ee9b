import type { DatabaseSync } from 'node:sqlite'
import { digestOf } from '../../../standards/oci/digest.ts'
import { CannotOpen } from '../../cannot-open.ts'
import { type DdlTypes, type Derivation, insertText, type Migration, type Upgrade } from '../../migrations/migration.ts'

/** Brings the tables to the newest version, one transaction for each step. Nothing happens when they are there already. */
export function upgrade(db: DatabaseSync, path: string, migrations: readonly Migration[]): Upgrade {
  const current = schemaVersion(db)
  if (current > migrations.length) {
    throw new CannotOpen(
      `The database ${path} was written by a newer ecrd (tables of version ${current}, this one knows ${migrations.length}): start that version.`,
    )
  }
  db.function('sha256_digest', { deterministic: true }, (bytes) => digestOf('sha256', bytes as Uint8Array))
  for (const [index, migration] of migrations.entries()) {
    if (index >= current) take(db, migration, index + 1)
  }
  return { from: current, to: migrations.length }
}

function take(db: DatabaseSync, migration: Migration, version: number): void {
  db.exec('begin immediate')
  try {
    for (const step of migration(sqliteTypes)) {
      if (typeof step === 'string') db.exec(step)
      else derive(db, step)
    }
    db.exec('create table if not exists schema_version (version integer not null) strict')
    db.exec(`delete from schema_version; insert into schema_version values (${version})`)
    db.exec('commit')
  } catch (error) {
    if (db.isTransaction) db.exec('rollback')
    throw error
  }
}

/** One row is read, and its successor written, at a time. */
function derive(db: DatabaseSync, { from, into, derive: successor }: Derivation): void {
  for (const old of db.prepare(from).iterate()) {
    const row = successor(old)
    const values = Object.values(row)
    db.prepare(insertText(into, row, Array<string>(values.length).fill('?'))).run(...values)
  }
}

export function schemaVersion(db: DatabaseSync): number {
  const known = db.prepare("select 1 from sqlite_schema where name = 'schema_version'").get()
  return known === undefined ? 0 : Number(db.prepare('select version from schema_version').get()?.version)
}

/** How migrations speak to SQLite. */
const sqliteTypes: DdlTypes = {
  id: 'integer primary key autoincrement',
  integer: 'integer',
  text: 'text',
  bytes: 'blob',
  // SQLite has no such function: `upgrade` gives it one.
  sha256Digest: (column) => `sha256_digest(${column})`,
  table: 'strict',
  keyedTable: 'strict, without rowid',
}
