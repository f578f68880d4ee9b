import type { Context } from '../../request/context.ts'
import { all, run, type Work } from '../../database/statement.ts'
import { defineScheduledJob } from '../../jobs/define-job.ts'
import { firstEvaluationAt, nextEvaluationAt } from './evaluation-rules.ts'
import { selectDuePolicies, updateNextEvaluation } from './lifecycle-policies.table.ts'
import { isRunUnderWay, startRun } from './start-run.ts'

export const evaluatePoliciesJob = defineScheduledJob({
  kind: 'evaluate-lifecycle-policies',
  everyMs: 60_000,
  run: evaluatePolicies,
})

const batchSize = 100

/** Starts a run for every policy that is due. Safe to stop anywhere and to run twice. */
export async function evaluatePolicies(ctx: Context): Promise<void> {
  while ((await ctx.database.change(() => evaluateSome(ctx))) === batchSize);
}

function* evaluateSome(ctx: Context): Work<number> {
  const now = ctx.clock.now()
  const due = yield* all(selectDuePolicies, { now, limit: batchSize })
  for (const { name, ...policy } of due) {
    const { repository_id: id, document } = policy
    const isUnderWay = yield* isRunUnderWay(id)
    // A run that goes on may have looked before the last push.
    const next = isUnderWay ? firstEvaluationAt(now) : nextEvaluationAt(id, now)
    yield* run(updateNextEvaluation, { repositoryId: id, nextEvaluationAt: next })
    if (isUnderWay) continue
    yield* startRun(ctx, { repository: { id, name }, purpose: 'run', document, policy, evaluatedAt: now })
  }
  return due.length
}
