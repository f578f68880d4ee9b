import { DatabaseSync } from 'node:sqlite'
import { CannotOpen } from '../../cannot-open.ts'
import type { Database } from '../../database.ts'
import { migrations } from '../../migrations/migrations.ts'
import { createReader } from './reader.ts'
import { schemaVersion } from './upgrade.ts'

/**
 * Opens the database of a data folder to look into it, whether a server runs on it or not: nothing is locked, upgraded or
 * changed. What is read is what was committed when it is asked for the first time.
 */
export function openSqliteToRead(path: string): Database {
  const db = open(path)
  const reader = createReader(db)
  return {
    read: async (work) => reader.read(work),
    change: () => Promise.reject(new Error(`${path} was opened to be read`)),
    async close() {
      db.close()
    },
  }
}

function open(path: string): DatabaseSync {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path, { readOnly: true, timeout: busyTimeoutMs })
    requireVersion(schemaVersion(db), path)
    return db
  } catch (error) {
    db?.close()
    if (error instanceof CannotOpen) throw error
    const reason = error instanceof Error ? error.message : String(error)
    throw new CannotOpen(`The database ${path} can't be read: ${reason}.`, error)
  }
}

/** A server may be bringing the log to its beginning. */
const busyTimeoutMs = 5_000

function requireVersion(version: number, path: string): void {
  if (version === migrations.length) return
  throw new CannotOpen(
    `The tables of ${path} have version ${version}, but this ecrd reads ${migrations.length}. Use the version of ecrd that serves it, or upgrade it with ecrd migrate.`,
  )
}
