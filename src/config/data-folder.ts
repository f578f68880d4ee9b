import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { errorCode } from './error-code.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { makeFolder } from '../platform/durable-folders.ts'

/**
 * What lies where in a data folder:
 *
 *     DIR/               0700
 *       lock             held by the running server
 *       ecrd.db          the database (SQLite; -wal and -shm beside it)
 *       blobs/           bytes of layers, sealed
 *       master.key       0600, 32 bytes; absent with --master-key-file
 *       credentials      0600, the keys of the default account's root and of users that ecrd env made, as AWS's tools read them
 *       config           0600, endpoint and region, as AWS's tools read them
 *       compiled/        V8's code cache of ecrd itself: may be deleted at any time
 *       ecrd.json        where the running server is; absent when none runs
 *       admin.sock       0600, takes the commands of the folder's owner while a server runs
 */
export interface DataFolder {
  readonly path: string
  readonly lock: string
  readonly database: string
  readonly blobs: string
  readonly masterKey: string
  readonly credentials: string
  readonly config: string
  readonly compiled: string
  readonly announcement: string
  readonly adminSocket: string
}

export function dataFolder(path: string): DataFolder {
  const folder = resolve(path)
  return {
    path: folder,
    lock: join(folder, 'lock'),
    database: join(folder, 'ecrd.db'),
    blobs: join(folder, 'blobs'),
    masterKey: join(folder, 'master.key'),
    credentials: join(folder, 'credentials'),
    config: join(folder, 'config'),
    compiled: join(folder, 'compiled'),
    announcement: join(folder, 'ecrd.json'),
    adminSocket: join(folder, 'admin.sock'),
  }
}

/** Makes the folder if need be, and sees to it that this process can write to it. */
export async function prepareDataFolder(path: string): Promise<DataFolder> {
  const folder = dataFolder(path)
  try {
    if (!(await isFolder(folder.path))) await makeFolder(folder.path)
    await access(folder.path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new CannotOpen(
      `The data folder ${folder.path} ${reason(errorCode(error), error)}. Correct that, or choose another folder with --data DIR.`,
    )
  }
  return folder
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  )
}

function reason(code: string | undefined, error: unknown): string {
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return "can't be written by this user"
    case 'EROFS':
      return 'is on a read-only file system'
    case 'EEXIST':
    case 'ENOTDIR':
      return 'cannot be a folder: it, or a folder above it, is a file'
    case 'ENOSPC':
      return 'cannot be created: the disk is full'
    default:
      return `cannot be created: ${error instanceof Error ? error.message : String(error)}`
  }
}
