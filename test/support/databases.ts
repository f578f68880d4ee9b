import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inject, onTestFinished } from 'vitest'
import type { Database } from '../../src/database/database.ts'
import { openPostgres } from '../../src/database/dialects/postgres/open-postgres.ts'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'
import { randomIds } from '../../src/platform/ids.ts'
import { createPostgresStorage, type Storage } from './storage.ts'

/** A database that tests run against. Loop over `dialects` to run a suite on each. */
export interface Dialect {
  readonly name: string
  /** A new, empty database, closed and removed when the test has finished. */
  freshDatabase(): Promise<Database>
}

const sqlite: Dialect = { name: 'SQLite', freshDatabase }
const postgres: Dialect = { name: 'PostgreSQL', freshDatabase: freshPostgres }

export const dialects: readonly Dialect[] = inject('postgres') === undefined ? [sqlite] : [sqlite, postgres]

/** For tests that don't care which. */
export async function freshDatabase(): Promise<Database> {
  const folder = await freshFolder()
  const database = await openSqlite({ path: join(folder, 'ecrd.db') })
  onTestFinished(() => database.close())
  return database
}

async function freshPostgres(): Promise<Database> {
  const storage = await createPostgresStorage()
  const database = await openPostgres({ url: storage.databaseUrl, ids: randomIds })
  onTestFinished(async () => {
    await database.close()
    await storage.remove()
  })
  return database
}

/** The database of a storage, SQLite's in this folder; whoever opens it closes it. */
export function openStorage({ databaseUrl }: Storage, folder: string): Promise<Database> {
  if (databaseUrl === undefined) return openSqlite({ path: join(folder, 'ecrd.db') })
  return openPostgres({ url: databaseUrl, ids: randomIds })
}

/** A new, empty folder, removed when the test has finished. */
export async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'ecrd-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  return folder
}
