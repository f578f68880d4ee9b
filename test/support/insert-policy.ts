import { query } from '../../src/database/statement.ts'
import { policyArn } from '../../src/iam/policies/find-policy.ts'
import { newUniqueId } from '../../src/iam/unique-id.ts'
import type { TestServer } from './test-server.ts'

/** A customer's policy that allows nothing, written to the tables; its ARN. */
export async function insertPolicy({ running: { ctx }, account }: TestServer, name: string): Promise<string> {
  const now = ctx.clock.now()
  await ctx.database.change(() =>
    query((db) =>
      db.insertInto('policy').values({
        id: newUniqueId('policy', ctx.ids),
        account,
        name,
        folded_name: name.toLowerCase(),
        path: '/',
        description: '',
        default_version: 1,
        newest_version: 1,
        created_at: now,
        updated_at: now,
      }),
    ),
  )
  return policyArn({ account, path: '/', name })
}
