import { closeSync, existsSync, fdatasync, fdatasyncSync, fstatSync, openSync, readSync, writeSync } from 'node:fs'
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

const pieceSizeBytes = 1024 * 1024

/**
 * Writes what a process that was killed left in its log once more, where it stands, before anybody reads it. If that
 * process ended because a sync had failed, the kernel may hold commits that the disk hasn't, and believe that it has: a
 * second sync would claim success, and what readers saw would be gone with the power. What is written anew is synced anew.
 * Cut off in the middle, it leaves the same bytes, or those that the disk had; checksums tell where the good ones end.
 * "Can Applications Recover from fsync Failures?": https://www.usenix.org/conference/atc20/presentation/rebello
 */
export function rewriteWalFile(databasePath: string): void {
  const path = `${databasePath}-wal`
  if (!existsSync(path)) return
  const file = openSync(path, 'r+')
  try {
    const piece = Buffer.alloc(pieceSizeBytes)
    const { size } = fstatSync(file)
    for (let position = 0; position < size; ) {
      const length = readSync(file, piece, 0, pieceSizeBytes, position)
      position += writeSync(file, piece, 0, length, position)
    }
    fdatasyncSync(file)
  } finally {
    closeSync(file)
  }
}

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
