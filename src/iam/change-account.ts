import type { Context } from '../request/context.ts'
import { run, type Work } from '../database/statement.ts'
import { bumpAuthEpoch } from './accounts.table.ts'

/** Changes who is in an account and what they may do, so that it counts at the next request on every server. */
export function changeAccount<T>(ctx: Pick<Context, 'database'>, account: string, work: () => Work<T>): Promise<T> {
  return ctx.database.change(function* () {
    const result = yield* work()
    yield* run(bumpAuthEpoch, { account })
    return result
  })
}
