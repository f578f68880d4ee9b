import { existsSync } from 'node:fs'
import { type DataFolder, dataFolder } from '../config/data-folder.ts'
import type { ServeOptions } from '../config/serve-options.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { lockDataFolder } from '../database/data-folder-lock.ts'
import type { Upgrade } from '../database/migrations/migration.ts'
import { print, tell } from '../platform/terminal.ts'

/** `ecrd migrate`: upgrades the tables of a database for this version. */
export async function migrate({ data, database }: Pick<ServeOptions, 'data' | 'database'>): Promise<number> {
  try {
    const upgrade = database === undefined ? await upgradeFolder(dataFolder(data)) : await upgradeShared(database)
    print(`${sentence(upgrade)}\n`)
    return 0
  } catch (error) {
    if (!(error instanceof CannotOpen)) throw error
    tell(`ecrd: ${error.message}\n`)
    return 1
  }
}

async function upgradeShared(url: string): Promise<Upgrade> {
  const { upgradePostgres } = await import('../database/dialects/postgres/upgrade.ts')
  return upgradePostgres(url)
}

async function upgradeFolder(folder: DataFolder): Promise<Upgrade> {
  if (!existsSync(folder.database)) {
    throw new CannotOpen(
      `There is no database in ${folder.path}. Name the data folder with --data, or a PostgreSQL database with --database.`,
    )
  }
  const { upgradeFile } = await import('../database/dialects/sqlite/upgrade-file.ts')
  const lock = lockDataFolder(folder)
  try {
    return upgradeFile(folder.database)
  } finally {
    lock.release()
  }
}

function sentence({ from, to }: Upgrade): string {
  if (from === to) return `The tables have version ${to}, which this ecrd needs: there is nothing to do.`
  return from === 0
    ? `The tables were created in version ${to}.`
    : `The tables were upgraded from version ${from} to ${to}.`
}
