import type { Context } from '../request/context.ts'
import { clearRuns } from '../ecr/lifecycle/remove-old-runs.ts'
import { clearRegistries } from '../ecr/repository-lifetime/clear-registries.ts'
import { clearRepositories } from '../ecr/repository-lifetime/clear-repositories.ts'
import { clearAccounts } from '../iam/accounts/clear-accounts.ts'
import type { DevClock } from './dev-clock.ts'
import { removeSessions } from '../sts/remove-expired-sessions.job.ts'

/** After whatever has happened or will. */
const endOfTime = Number.MAX_SAFE_INTEGER

/**
 * Empties the server as an emulator is emptied between tests, while requests run: what was there when it begins is gone when
 * it ends. A repository is hidden, then its uploads end, then the rest is removed: who goes on writing one learns that the repository is gone. Bytes are
 * removed by the jobs that always remove them; the clock goes back before, so that they are due a day from now. Ids and epochs
 * only grow: nothing that was remembered of what is gone is ever right again.
 */
export async function reset(ctx: Context, clock: DevClock): Promise<void> {
  await clock.move({ kind: 'reset' })
  await clearRepositories(ctx)
  await clearRuns(ctx)
  await clearRegistries(ctx)
  await removeSessions(ctx, endOfTime)
  await clearAccounts(ctx)
}
