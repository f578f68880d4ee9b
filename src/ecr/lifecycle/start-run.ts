import type { Context } from '../../request/context.ts'
import { first, type Work } from '../../database/statement.ts'
import { enqueue } from '../../jobs/enqueue.ts'
import type { Row } from '../../database/schema.ts'
import { executeRunJob } from './execute-run.job.ts'
import { insertRun, type RunPurpose, selectNewestRun } from './lifecycle-runs.table.ts'

export interface NewRun {
  readonly repository: Pick<Row<'repository'>, 'id' | 'name'>
  readonly purpose: RunPurpose
  readonly document: string
  /** The policy of which this is the document; undefined for one that is only tried. */
  readonly policy: Pick<Row<'lifecycle_policy'>, 'policy_id' | 'version'> | undefined
  /** The time by which ages count. */
  readonly evaluatedAt: number
}

/** Has a job execute a run. Its id. */
export function* startRun(ctx: Pick<Context, 'clock' | 'ids'>, run: NewRun): Work<string> {
  const { repository, purpose, document, policy, evaluatedAt } = run
  const uuid = ctx.ids.uuid()
  const now = ctx.clock.now()
  const row = yield* first(insertRun, {
    uuid,
    repositoryId: repository.id,
    repositoryName: repository.name,
    purpose,
    document,
    policyId: policy?.policy_id ?? '',
    policyVersion: policy?.version ?? 0,
    evaluatedAt,
    createdAt: now,
  })
  if (row === undefined) throw new Error('an insert returned no row')
  yield* enqueue(executeRunJob, { runId: row.id }, { runAt: now })
  return uuid
}

/** Only one run at a time changes images of a repository. */
export function* isRunUnderWay(repositoryId: number): Work<boolean> {
  const newest = yield* first(selectNewestRun, { repositoryId, purpose: 'run' })
  return newest?.ended_at === null
}
