import { existsSync } from 'node:fs'
import type { ReplacedKey } from '../../iam/accounts/root-keys.ts'
import { readRootKey, removeRootKey, writeRootKey } from '../aws-files.ts'
import type { AdminContext } from './admin-task.ts'

/**
 * `DIR/credentials` has the key of the default account's root, for this machine's own clients. It follows what becomes of
 * that key, but a command may name a PostgreSQL beside a folder that has nothing to do with it: what is in the file says
 * whose it is.
 */

/** The file, if the new key is in it now: the old one was, or none because it had been locked. */
export async function followRotation(
  { ctx, folder }: AdminContext,
  account: string,
  { accessKey, oldIds }: ReplacedKey,
): Promise<string | undefined> {
  const kept = (await readRootKey(folder))?.accessKeyId
  const isLocked = kept === undefined && account === ctx.settings.defaultAccount && existsSync(folder.config)
  if (!isLocked && !oldIds.includes(kept ?? '')) return undefined
  await writeRootKey(folder, accessKey)
  return folder.credentials
}

/** A key that is no longer valid is not given out. */
export async function followLock({ folder }: AdminContext, lockedIds: readonly string[]): Promise<void> {
  if (lockedIds.includes((await readRootKey(folder))?.accessKeyId ?? '')) await removeRootKey(folder)
}
