import { fdatasync } from 'node:fs'
import { open } from 'node:fs/promises'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

/** The write-ahead log, as the file that commits are made durable in. */
export interface WalFile {
  sync(): Promise<void>
  close(): Promise<void>
}

export type SyncFile = (descriptor: number) => Promise<void>

export const syncFileData: SyncFile = promisify(fdatasync)

/**
 * Opened after the connection's first transaction (SQLite creates the file then) and kept: SQLite resets and overwrites
 * the log in place for as long as a connection lives, so the descriptor stays the right one. The folder is synced as
 * well: without its entries the files would be lost with the power.
 */
export async function openWalFile(databasePath: string, syncFile: SyncFile): Promise<WalFile> {
  const file = await open(`${databasePath}-wal`, 'r')
  const folder = await open(dirname(databasePath), 'r')
  await folder.sync()
  await folder.close()
  return { sync: () => syncFile(file.fd), close: () => file.close() }
}
