import type { Context } from '../context.ts'
import { first, run } from '../database/statement.ts'
import { insertAccount } from '../iam/accounts.table.ts'
import { newAccessKeyId, newSecretAccessKey } from '../iam/access-keys/access-key-id.ts'
import { insertAccessKey, type NewAccessKey } from '../iam/access-keys/access-keys.table.ts'
import { findRootKey } from './access-key.table.ts'

/** The access key of an account's root. */
export interface RootKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  /** Whether this very call created it. */
  readonly isNew: boolean
}

/** The root key of an account; the account's first use creates it. Undefined when the master key is not the one that sealed it. */
export async function createRootKey(
  { database, keys, clock, ids }: Pick<Context, 'database' | 'keys' | 'clock' | 'ids'>,
  account: string,
): Promise<RootKey | undefined> {
  const id = newAccessKeyId(account, ids)
  const candidate: NewAccessKey = {
    id,
    account,
    user_id: null,
    sealed_secret: keys.seal('access-key', id, Buffer.from(newSecretAccessKey(ids))),
    status: 'Active',
    created_at: clock.now(),
  }
  const key = await database.change(function* () {
    const existing = yield* first(findRootKey, { account })
    if (existing !== undefined) return existing
    yield* run(insertAccount, { id: account, createdAt: clock.now() })
    yield* run(insertAccessKey, candidate)
    return candidate
  })
  const secret = keys.open('access-key', key.id, key.sealed_secret)
  return secret && { accessKeyId: key.id, secretAccessKey: secret.toString(), isNew: key.id === id }
}
