import { DatabaseSync } from 'node:sqlite'
import type { Upgrade } from '../../migrations/migration.ts'
import { migrations } from '../../migrations/migrations.ts'
import { upgrade } from './upgrade.ts'
import { rewriteWalFile } from './wal-file.ts'

/** Brings the tables of a data folder that nobody serves to the newest version. */
export function upgradeFile(path: string): Upgrade {
  rewriteWalFile(path)
  const db = new DatabaseSync(path)
  try {
    return upgrade(db, path, migrations)
  } finally {
    db.close()
  }
}
