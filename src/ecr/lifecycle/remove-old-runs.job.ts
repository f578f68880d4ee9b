import type { Context } from '../../request/context.ts'
import { defineScheduledJob } from '../../jobs/define-job.ts'
import { previewLifetimeMs } from './evaluation-rules.ts'
import { removeIdleRuns, removeRuns } from './remove-old-runs.ts'

export const removeOldRunsJob = defineScheduledJob({
  kind: 'remove-old-lifecycle-runs',
  everyMs: 60 * 60 * 1000,
  run: removeOldRuns,
})

/** A preview that has expired says so for as long again before it is gone. */
async function removeOldRuns(ctx: Context): Promise<void> {
  const now = ctx.clock.now()
  await removeIdleRuns(ctx, now - 2 * previewLifetimeMs)
  await removeRuns(ctx, 'run', now - ctx.settings.lifecycleHistoryMs)
  for (const purpose of ['dry-run', 'preview'] as const) await removeRuns(ctx, purpose, now - 2 * previewLifetimeMs)
}
