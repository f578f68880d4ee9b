import { first, run as change, type Work } from '../../database/statement.ts'
import { type ActionFailure, applyAction, type RunContext } from './apply-action.ts'
import { insertAction } from './lifecycle-actions.table.ts'
import { selectLifecyclePolicy, updateLastEvaluation } from './lifecycle-policies.table.ts'
import type { LifecycleAction } from './lifecycle-rules.ts'
import { endRun, type Progress, type Run, updateProgress } from './lifecycle-runs.table.ts'

/** Somebody else executes the run now. */
export class Overtaken extends Error {}

interface Some {
  readonly actions: readonly LifecycleAction[]
  /** How far the run is; counts these actions afterwards. */
  readonly progress: Progress
  /** The images that were not acted on. */
  readonly failed: Set<number>
}

/** Does some actions and notes them, in one transaction; or nothing, and the run stops, because its policy was changed meanwhile. */
export async function recordActions(ctx: RunContext, run: Run, some: Some): Promise<'complete' | 'stopped'> {
  // A transaction may run twice.
  const outcome = await ctx.database.change(function* () {
    if (!(yield* isCurrent(run))) return undefined
    const progress = { ...some.progress }
    yield* saveProgress(run, progress)
    const failed = new Set<number>()
    const isKept = (id: number | undefined): boolean => id !== undefined && (failed.has(id) || some.failed.has(id))
    for (const action of some.actions) {
      const failure = isKept(action.image.subjectId) ? subjectKept : yield* act(ctx, run, action)
      count(progress, action, failure)
      if (failure !== undefined) failed.add(action.image.id)
      yield* noteAction(run, progress.doneCount, action, failure)
    }
    yield* saveProgress(run, progress)
    return { progress, failed }
  })
  if (outcome === undefined) return 'stopped'
  Object.assign(some.progress, outcome.progress)
  for (const id of outcome.failed) some.failed.add(id)
  return 'complete'
}

/** Ends a run, and says of its policy that it was evaluated. */
export function recordEnd(ctx: RunContext, run: Run, progress: Progress, state: 'complete' | 'stopped'): Promise<void> {
  return ctx.database.change(function* () {
    yield* saveProgress(run, progress)
    yield* change(endRun, { id: run.id, revision: run.revision, state, endedAt: ctx.clock.now() })
    if (run.purpose !== 'run' || state !== 'complete') return
    yield* change(updateLastEvaluation, {
      repositoryId: run.repository_id,
      policyId: run.policy_id,
      version: run.policy_version,
      lastEvaluatedAt: ctx.clock.now(),
    })
  })
}

/** A policy that was put or deleted meanwhile stops the runs of the one before. */
function* isCurrent(run: Run): Work<boolean> {
  if (run.purpose !== 'run') return true
  const policy = yield* first(selectLifecyclePolicy, { repositoryId: run.repository_id })
  return policy?.policy_id === run.policy_id && policy.version === run.policy_version
}

function* act(ctx: RunContext, { purpose }: Run, action: LifecycleAction): Work<ActionFailure | undefined> {
  return purpose === 'run' ? yield* applyAction(ctx, action) : undefined
}

const subjectKept: ActionFailure = {
  code: 'SubjectKept',
  reason: 'The image that it refers to was left as it is',
}

function count(progress: Progress, { type }: LifecycleAction, failure: ActionFailure | undefined): void {
  progress.doneCount += 1
  if (failure !== undefined) progress.failedCount += 1
  else if (type === 'expire') progress.expiredCount += 1
  else progress.transitionedCount += 1
}

/** Of an image that has more, the rest is not told. */
const maxToldTags = 100

function noteAction(run: Run, position: number, action: LifecycleAction, failure?: ActionFailure): Work<number> {
  const { image, type, rulePriority, reason } = action
  return change(insertAction, {
    runId: run.id,
    position,
    digest: image.digest,
    tags: JSON.stringify(image.tags.slice(0, maxToldTags)),
    isTagged: image.tags.length > 0 ? 1 : 0,
    pushedAt: image.pushedAt,
    storageClass: image.storageClass === 'archive' ? 'ARCHIVE' : 'STANDARD',
    type,
    rulePriority,
    reason,
    failureCode: failure?.code ?? null,
    failureReason: failure?.reason ?? null,
  })
}

function* saveProgress({ id, revision }: Run, progress: Progress): Work<void> {
  const saved = yield* change(updateProgress, { id, revision, ...progress })
  if (saved === 0) throw new Overtaken()
}
