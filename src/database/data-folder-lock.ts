import { DatabaseSync } from 'node:sqlite'
import { CannotOpen } from './cannot-open.ts'
import { isBusy } from './dialects/sqlite/errors.ts'

/** Says that this process owns a data folder. */
export interface DataFolderLock {
  release(): void
}

/**
 * A data folder belongs to one running server. The lock is SQLite's exclusive lock on an empty database (`DIR/lock`):
 * the kernel takes it away when the process dies, however it dies, so nothing is left to clean up.
 */
export function lockDataFolder(folder: { readonly path: string; readonly lock: string }): DataFolderLock {
  const db = new DatabaseSync(folder.lock, { timeout: 0 })
  try {
    db.exec('begin exclusive')
  } catch (error) {
    db.close()
    if (!isBusy(error)) throw error
    throw new CannotOpen(
      `Another running ecrd uses the data folder ${folder.path}. Stop it, or choose another folder.`,
      error,
    )
  }
  return { release: () => db.close() }
}
