import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createPostgresDatabase } from './postgres-databases.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    /** What the servers of this project keep things in; undefined: SQLite and files. Said in vitest.config.ts. */
    storage: StorageKind | undefined
  }
}

export interface StorageKind {
  readonly database: 'sqlite' | 'postgres'
}

/** What a server of a test keeps things in, beside its folder. */
export interface Storage {
  /** `--database`; undefined: SQLite in the server's folder. */
  readonly databaseUrl: string | undefined
  /** What `ecrd serve` is told of it. */
  readonly settingsIn: (folder: string) => Promise<readonly string[]>
  readonly remove: () => Promise<void>
}

const sqliteAndFiles: Storage = {
  databaseUrl: undefined,
  settingsIn: () => Promise.resolve([]),
  remove: () => Promise.resolve(),
}

/** New and empty, of the kind that this project's tests run on. */
export async function createStorage(): Promise<Storage> {
  return inject('storage')?.database === 'postgres' ? createPostgresStorage() : sqliteAndFiles
}

export async function createPostgresStorage(): Promise<Storage & { readonly databaseUrl: string }> {
  const { url, drop } = await createPostgresDatabase()
  return { databaseUrl: url, settingsIn: (folder) => postgresSettings(url, folder), remove: drop }
}

async function postgresSettings(url: string, folder: string): Promise<readonly string[]> {
  const masterKeyFile = join(folder, 'shared.key')
  await writeFile(masterKeyFile, randomBytes(32))
  return ['--database', url, '--master-key-file', masterKeyFile]
}
