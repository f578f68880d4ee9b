import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'

/** A database that tests run against. Loop over `dialects` to run a suite on each. */
export interface Dialect {
  readonly name: string
  /** A new, empty database, closed and removed when the test has finished. */
  freshDatabase(): Promise<Database>
}

export const dialects: readonly Dialect[] = [{ name: 'SQLite', freshDatabase }]

/** For tests that don't care which. */
export async function freshDatabase(): Promise<Database> {
  const folder = await freshFolder()
  const database = await openSqlite({ path: join(folder, 'ecrd.db') })
  onTestFinished(() => database.close())
  return database
}

/** A new, empty folder, removed when the test has finished. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
