import type { Context } from '../../request/context.ts'
import { newAccessKeyId, newSecretAccessKey } from './access-key-id.ts'
import type { NewAccessKey } from './access-keys.table.ts'

/** What signs requests. */
export interface AccessKey {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** A new key, and the row that makes it valid. */
export interface KeyToInsert {
  readonly accessKey: AccessKey
  readonly row: NewAccessKey
}

/** `userId`: whose it is to be; null for root. */
export function newAccessKey(
  { keys, clock, ids }: Pick<Context, 'keys' | 'clock' | 'ids'>,
  account: string,
  userId: string | null,
): KeyToInsert {
  const id = newAccessKeyId(account, ids)
  const secretAccessKey = newSecretAccessKey(ids)
  const row = {
    id,
    account,
    user_id: userId,
    sealed_secret: keys.seal('access-key', id, Buffer.from(secretAccessKey)),
    status: 'Active',
    created_at: clock.now(),
  } as const
  return { accessKey: { accessKeyId: id, secretAccessKey }, row }
}
