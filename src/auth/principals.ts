import type { Context } from '../context.ts'
import { first } from '../database/statement.ts'
import type { Row } from '../database/schema.ts'
import type { Caller } from '../operation.ts'
import { findAccessKey } from './access-key.table.ts'

/**
 * The principal behind an access key. Read from the database at each request, so that a deleted or deactivated key is
 * worth nothing from then on, and neither is a token that was made with it.
 */
export async function findCaller(ctx: Pick<Context, 'database'>, accessKeyId: string): Promise<Caller | undefined> {
  const key = await findActiveKey(ctx, accessKeyId)
  return key === undefined ? undefined : callerOf(key)
}

export async function findActiveKey(
  ctx: Pick<Context, 'database'>,
  accessKeyId: string,
): Promise<Row<'access_key'> | undefined> {
  const key = await ctx.database.read(() => first(findAccessKey, { id: accessKeyId }))
  return key?.status === 'Active' ? key : undefined
}

export function callerOf(key: Row<'access_key'>): Caller {
  return { arn: key.principal, account: key.account, userId: key.account, accessKeyId: key.id }
}
