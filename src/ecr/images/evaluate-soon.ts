import type { Context } from '../../request/context.ts'
import { run, type Work } from '../../database/statement.ts'
import { bringEvaluationForward } from './evaluate-soon.table.ts'

/** Pushes come in bursts: a lifecycle policy is evaluated once for all that were pushed in so long. */
export const evaluationDelayMs = 5 * 60 * 1000

/** Has the repository's lifecycle policy, if it has one, evaluated soon. The policies' own job does it: lifecycle/evaluate-policies.job.ts. */
export function evaluateSoon({ clock }: Pick<Context, 'clock'>, repositoryId: number): Work<unknown> {
  return run(bringEvaluationForward, { repositoryId, at: clock.now() + evaluationDelayMs })
}
