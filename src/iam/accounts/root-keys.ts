import type { Context } from '../../request/context.ts'
import { all, first, run, type Work } from '../../database/statement.ts'
import {
  deleteKey,
  insertAccessKey,
  selectAnyAccessKey,
  selectKeysOfRoot,
  updateKeyStatus,
} from '../access-keys/access-keys.table.ts'
import { type AccessKey, newAccessKey } from '../access-keys/new-access-key.ts'
import { selectAccount } from '../accounts.table.ts'
import { changeAccount } from '../change-account.ts'
import { deleteRootSessions } from './root-sessions.table.ts'

/** Whether the master key is the one that sealed what is there. */
export async function hasRightMasterKey({ database, keys }: Pick<Context, 'database' | 'keys'>): Promise<boolean> {
  const row = await database.read(() => first(selectAnyAccessKey, {}))
  return row === undefined || keys.open('access-key', row.id, row.sealed_secret) !== undefined
}

/** The oldest key that the account's root has and that is active. */
export async function findRootKey(
  { database, keys }: Pick<Context, 'database' | 'keys'>,
  account: string,
): Promise<AccessKey | undefined> {
  const rows = await database.read(() => all(selectKeysOfRoot, { account }))
  const row = rows.find(({ status }) => status === 'Active')
  const secret = row && keys.open('access-key', row.id, row.sealed_secret)
  return row && secret && { accessKeyId: row.id, secretAccessKey: secret.toString() }
}

export interface ReplacedKey {
  readonly accessKey: AccessKey
  /** Of the keys that it replaces. */
  readonly oldIds: readonly string[]
}

/**
 * Gives the account's root a new key in the place of all that it had: whatever was made with those, sessions and registry
 * tokens, ends with them. Undefined when there is no such account.
 */
export async function replaceRootKey(
  ctx: Pick<Context, 'database' | 'keys' | 'clock' | 'ids'>,
  account: string,
): Promise<ReplacedKey | undefined> {
  const { accessKey, row } = newAccessKey(ctx, account, null)
  return changeAccount(ctx, account, function* () {
    const oldIds = yield* endRoot(account, (id) => run(deleteKey, { id }))
    if (oldIds === undefined) return undefined
    yield* run(insertAccessKey, row)
    return { accessKey, oldIds }
  })
}

/**
 * Locks the account's root until its key is replaced. The ids of the keys that are no longer valid; undefined when there is no
 * such account.
 */
export function lockRoot(ctx: Pick<Context, 'database'>, account: string): Promise<readonly string[] | undefined> {
  return changeAccount(ctx, account, () => endRoot(account, (id) => run(updateKeyStatus, { id, status: 'Inactive' })))
}

/** Ends what the account's root can do by keys and sessions; the ids of the keys. */
function* endRoot(account: string, end: (id: string) => Work<unknown>): Work<readonly string[] | undefined> {
  if ((yield* first(selectAccount, { id: account })) === undefined) return undefined
  yield* run(deleteRootSessions, { account })
  const ids = (yield* all(selectKeysOfRoot, { account })).map(({ id }) => id)
  for (const id of ids) yield* end(id)
  return ids
}
