import type { Context } from '../context.ts'
import type { Row } from '../database/schema.ts'
import { first, run } from '../database/statement.ts'
import { findKeyOfPrincipal, insertAccessKey } from './access-key.table.ts'
import { newAccessKeyId, newSecretAccessKey } from './access-key-id.ts'

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
  const principal = `arn:aws:iam::${account}:root`
  const id = newAccessKeyId(account, ids)
  const candidate: Row<'access_key'> = {
    id,
    account,
    principal,
    sealed_secret: keys.seal('access-key', id, Buffer.from(newSecretAccessKey(ids))),
    status: 'Active',
    created_at: clock.now(),
  }
  const key = await database.change(function* () {
    const existing = yield* first(findKeyOfPrincipal, { principal })
    if (existing === undefined) yield* run(insertAccessKey, candidate)
    return existing ?? candidate
  })
  const secret = keys.open('access-key', key.id, key.sealed_secret)
  return secret && { accessKeyId: key.id, secretAccessKey: secret.toString(), isNew: key.id === id }
}
