import { z } from 'zod'
import { serveOptions } from '../../config/serve-options.ts'
import { all } from '../../database/statement.ts'
import { addAccount } from '../../iam/accounts/add-account.ts'
import type { AccessKey } from '../../iam/access-keys/new-access-key.ts'
import { lockRoot, type ReplacedKey, replaceRootKey } from '../../iam/accounts/root-keys.ts'
import { selectAccountsAfter } from '../../iam/accounts.table.ts'
import { type AdminContext, AdminRefusal, type AdminTask } from './admin-task.ts'
import { existsSync } from 'node:fs'
import { readRootKey, removeRootKey, writeRootKey } from '../aws-files.ts'

const account = serveOptions.account.schema

export interface NewAccount {
  readonly rootKey: AccessKey
  /** What its registry in the default region is called, as clients reach it from `address`. */
  readonly registry: string
  readonly address: string
}

export const createAccountTask: AdminTask<{ readonly account: string }, NewAccount> = {
  name: 'create-account',
  input: z.object({ account }),
  async run({ ctx, address }, { account }) {
    const rootKey = await addAccount(ctx, account)
    if (rootKey === undefined) throw new AdminRefusal(`Account ${account} already exists.`)
    const { registryHost, defaultRegion } = ctx.settings
    return { rootKey, registry: registryHost(account, defaultRegion), address }
  },
}

export interface ListedAccount {
  readonly account: string
  readonly alias: string | null
  /** Milliseconds since 1970. */
  readonly createdAt: number
  /** An account that was made by its first use under `--dev` has none. */
  readonly rootKey: 'active' | 'locked' | 'none'
}

/** In the order of their ids. */
export const listAccountsTask: AdminTask<Record<string, never>, readonly ListedAccount[]> = {
  name: 'list-accounts',
  input: z.object({}),
  async run({ ctx }) {
    const listed: ListedAccount[] = []
    for (let isEnd = false; !isEnd; ) {
      const after = listed.at(-1)?.account ?? ''
      const page = await ctx.database.read(() => all(selectAccountsAfter, { after, limit: pageSize }))
      for (const { id, alias, created_at: createdAt, root_key_status: status } of page) {
        const rootKey = status === null ? 'none' : status === 'Active' ? 'active' : 'locked'
        listed.push({ account: id, alias, createdAt, rootKey })
      }
      isEnd = page.length < pageSize
    }
    return listed
  },
}

const pageSize = 1_000

/** Without an account it is the default one. */
interface OfAccount {
  readonly account?: string | undefined
}

const ofAccount = z.object({ account: account.optional() })

export interface RotatedKey {
  readonly account: string
  readonly rootKey: AccessKey
  /** The file that has the new key, too, where one had the old. */
  readonly file?: string | undefined
}

export const rotateRootKeyTask: AdminTask<OfAccount, RotatedKey> = {
  name: 'rotate-root-key',
  input: ofAccount,
  async run(admin, input) {
    const account = input.account ?? admin.ctx.settings.defaultAccount
    const replaced = await replaceRootKey(admin.ctx, account)
    if (replaced === undefined) throw unknownAccount(account)
    const file = await followRotation(admin, account, replaced)
    return { account, rootKey: replaced.accessKey, file }
  },
}

export const lockRootTask: AdminTask<OfAccount, { readonly account: string }> = {
  name: 'lock-root',
  input: ofAccount,
  async run(admin, input) {
    const account = input.account ?? admin.ctx.settings.defaultAccount
    const lockedIds = await lockRoot(admin.ctx, account)
    if (lockedIds === undefined) throw unknownAccount(account)
    await followLock(admin, lockedIds)
    return { account }
  },
}

function unknownAccount(account: string): AdminRefusal {
  return new AdminRefusal(`Account ${account} does not exist. Create it with: ecrd account create ${account}`)
}

/**
 * `DIR/credentials` has the key of the default account's root, for this machine's own clients, and follows a rotation. But a
 * command may name a PostgreSQL that has nothing to do with the folder: so the file changes only if it holds the old key, or none
 * because that was locked. The file, if the new key is in it now.
 */ async function followRotation(
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

/** A key that is no longer valid is not given out. */ async function followLock(
  { folder }: AdminContext,
  lockedIds: readonly string[],
): Promise<void> {
  if (lockedIds.includes((await readRootKey(folder))?.accessKeyId ?? '')) await removeRootKey(folder)
}
