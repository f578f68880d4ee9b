import { copyFile, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { upgradePostgres } from '../../../src/database/dialects/postgres/upgrade.ts'
import { upgrade } from '../../../src/database/dialects/sqlite/upgrade.ts'
import type { Migration } from '../../../src/database/migrations/migration.ts'
import { insertOldReferrers } from '../../support/old-referrers.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../../support/postgres-databases.ts'
import type { FailingStorage } from './failing-storage.ts'

/** All rows of all tables, in an order of their own. */
export type Dump = Readonly<Record<string, readonly string[]>>

/** A database of an old version, with rows that an upgrade derives others from. */
export interface OldTables {
  /** Puts it where the storage has its database. */
  readonly putBack: () => Promise<void>
  /** Brings it to the last of these without any fault. */
  readonly upgrade: (known: readonly Migration[]) => Promise<void>
  readonly dump: () => Promise<Dump>
  /** What `ecrd` is told of it. */
  readonly arguments: readonly string[]
  readonly env: () => Readonly<Record<string, string>>
  readonly remove: () => Promise<void>
}

export function createOldTables(storage: FailingStorage, known: readonly Migration[]): Promise<OldTables> {
  return storage.place.databaseUrl === undefined
    ? oldFile(storage.place.databasePath, storage.env, known)
    : oldDatabase(new URL(storage.place.databaseUrl), known)
}

async function oldFile(path: string, env: FailingStorage['env'], known: readonly Migration[]): Promise<OldTables> {
  const folder = dirname(path)
  const kept = join(folder, 'old')
  const inside = <T>(file: string, work: (db: DatabaseSync) => T): T => {
    const db = new DatabaseSync(file)
    try {
      return work(db)
    } finally {
      db.close()
    }
  }
  inside(kept, (db) => {
    db.exec('pragma journal_mode = wal')
    upgrade(db, kept, known)
    for (const sql of insertOldReferrers((hex) => `x'${hex}'`)) db.exec(sql)
  })
  return {
    async putBack() {
      for (const suffix of ['-wal', '-shm']) await rm(`${path}${suffix}`, { force: true })
      await copyFile(kept, path)
    },
    async upgrade(to) {
      inside(path, (db) => upgrade(db, path, to))
    },
    dump: async () => inside(path, dumpFile),
    arguments: ['--data', folder],
    env: () => env,
    remove: () => rm(kept),
  }
}

function dumpFile(db: DatabaseSync): Dump {
  const tables = db.prepare("select name from sqlite_schema where type = 'table' order by name").all()
  return Object.fromEntries(
    tables.map(({ name }) => [String(name), inOrder(db.prepare(`select * from "${String(name)}"`).all())]),
  )
}

async function oldDatabase(proxied: URL, known: readonly Migration[]): Promise<OldTables> {
  const old = await createPostgresDatabase('template template0')
  await upgradePostgres(old.url, known)
  for (const sql of insertOldReferrers((hex) => `'\\x${hex}'`)) await old.run(sql)
  let copy: PostgresDatabase | undefined
  const current = (): PostgresDatabase => {
    if (copy === undefined) throw new Error('it was not put back yet')
    return copy
  }
  return {
    async putBack() {
      await copy?.drop()
      copy = await createPostgresDatabase(`template ${old.name}`)
    },
    async upgrade(to) {
      await upgradePostgres(current().url, to)
    },
    dump: () => dumpDatabase(current()),
    arguments: [],
    env: () => ({ ECRD_DATABASE: Object.assign(new URL(proxied), { pathname: current().name }).href }),
    async remove() {
      await copy?.drop()
      await old.drop()
    },
  }
}

async function dumpDatabase({ run }: PostgresDatabase): Promise<Dump> {
  const tables = await run("select tablename from pg_tables where schemaname = 'public' order by tablename")
  const dump: Record<string, readonly string[]> = {}
  for (const { tablename } of tables)
    dump[String(tablename)] = inOrder(await run(`select * from "${String(tablename)}"`))
  return dump
}

const inOrder = (rows: readonly object[]): readonly string[] => rows.map((row) => JSON.stringify(row)).toSorted()
