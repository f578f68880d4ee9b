import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { masterKeySizeBytes } from '../sealing/key-ring.ts'
import type { Ids } from '../platform/ids.ts'
import type { DataFolder } from './data-folder.ts'
import { errorCode } from './error-code.ts'
import { CannotOpen } from '../database/cannot-open.ts'
import { requireOwnKey } from './require-own.ts'
import type { ServeOptions } from './serve-options.ts'
import { writeFileAtomically } from './write-file-atomically.ts'

/**
 * Reads the master key: from `masterKeyFile`, or from the data folder, where the first start creates it.
 * The folder's lock is held, so that no other process creates one at the same time.
 */
export async function loadMasterKey(
  folder: DataFolder,
  masterKeyFile: string | undefined,
  ids: Ids,
): Promise<Uint8Array> {
  if (masterKeyFile !== undefined) return readMasterKey(masterKeyFile)
  if (!existsSync(folder.masterKey)) await createMasterKey(folder, ids)
  return readMasterKey(folder.masterKey)
}

async function createMasterKey(folder: DataFolder, ids: Ids): Promise<void> {
  if (existsSync(folder.database)) {
    throw new CannotOpen(
      `${folder.path} holds a database but no master key, and a new key could not decrypt its data. Put the key back as ${folder.masterKey}, or name it with --master-key-file.`,
    )
  }
  await writeFileAtomically(folder.masterKey, ids.bytes(masterKeySizeBytes), 0o600)
}

async function readMasterKey(path: string): Promise<Uint8Array> {
  await requireOwnKey(path)
  const key = await readFile(path).catch((error: unknown) => {
    throw new CannotOpen(
      errorCode(error) === 'ENOENT'
        ? `The master key file ${path} does not exist, and ecrd does not create it. Create it with: head -c ${masterKeySizeBytes} /dev/urandom > ${path}`
        : `The master key file ${path} can't be read by this user (${errorCode(error) ?? String(error)}). Correct its permissions, or name another with --master-key-file.`,
    )
  })
  if (key.byteLength !== masterKeySizeBytes) {
    throw new CannotOpen(
      `The master key file ${path} must hold exactly ${masterKeySizeBytes} bytes, but has ${key.byteLength}. Restore the right one.`,
    )
  }
  return key
}

/** Each of the servers that share a database must open what the others sealed. */
export function requireSharedKey({ database, masterKeyFile }: Pick<ServeOptions, 'database' | 'masterKeyFile'>): void {
  if (database === undefined || masterKeyFile !== undefined) return
  throw new CannotOpen(
    'With --database the master key is shared by all servers of that database: name its file with --master-key-file.',
  )
}

export function wrongMasterKey(folder: DataFolder, { masterKeyFile }: Pick<ServeOptions, 'masterKeyFile'>): CannotOpen {
  return new CannotOpen(
    `The master key in ${masterKeyFile ?? folder.masterKey} is not the key that encrypted the data. Restore the right one.`,
  )
}
