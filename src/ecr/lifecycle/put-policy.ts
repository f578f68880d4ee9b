import type { Context } from '../../request/context.ts'
import { run, type Work } from '../../database/statement.ts'
import { firstEvaluationAt } from './evaluation-rules.ts'
import { upsertLifecyclePolicy } from './lifecycle-policies.table.ts'

/** Gives a repository a policy, in its normal form, in place of the one that it has. Runs of that one stop. */
export function putPolicy(
  { clock, ids }: Pick<Context, 'clock' | 'ids'>,
  repositoryId: number,
  document: string,
): Work<unknown> {
  const nextEvaluationAt = firstEvaluationAt(clock.now())
  return run(upsertLifecyclePolicy, { repositoryId, policyId: ids.uuid(), document, nextEvaluationAt })
}
