import type { Context } from '../../request/context.ts'
import { run } from '../../database/statement.ts'
import { insertAccessKey } from '../access-keys/access-keys.table.ts'
import { insertAccount } from '../accounts.table.ts'
import { type AccessKey, newAccessKey } from '../access-keys/new-access-key.ts'

/** Makes an account and the key of its root; undefined when there is such an account. */
export async function addAccount(
  ctx: Pick<Context, 'database' | 'keys' | 'clock' | 'ids'>,
  account: string,
): Promise<AccessKey | undefined> {
  const { accessKey, row } = newAccessKey(ctx, account, null)
  const isNew = await ctx.database.change(function* () {
    if ((yield* run(insertAccount, { id: account, createdAt: row.created_at })) === 0) return false
    yield* run(insertAccessKey, row)
    return true
  })
  return isNew ? accessKey : undefined
}
