import { first } from '../../database/statement.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import type { RunContext } from './apply-action.ts'
import { decideLifecycle, type ImageFacts, type LifecycleAction } from './lifecycle-rules.ts'
import { claimRun, type Progress, type Run, selectRunId } from './lifecycle-runs.table.ts'
import { parseLifecyclePolicy } from './policy-rules.ts'
import { readImageFacts } from './read-image-facts.ts'
import { Overtaken, recordActions, recordEnd } from './record-run.ts'
import { removeActions } from './remove-old-runs.ts'

/**
 * Evaluates a policy and does what it says, or only notes it. Safe to stop anywhere: whoever takes the run up again decides on what is
 * there then, and goes on. Of two that execute one run the second goes on, and the first ends at its next step.
 */
export async function executeRun(ctx: RunContext, runId: number): Promise<void> {
  const run = await ctx.database.change(() => first(claimRun, { id: runId }))
  if (run === undefined) return
  // Nothing was changed, so nothing was done yet.
  if (run.purpose !== 'run') await removeActions(ctx, runId)
  try {
    await execute(ctx, run)
  } catch (error) {
    if (!(error instanceof Overtaken)) throw error
  }
}

async function execute(ctx: RunContext, run: Run): Promise<void> {
  const images = await readImageFacts(ctx, run.repository_id, run.evaluated_at)
  const actions = await decide(run, images)
  const progress: Progress = { ...startOf(run), imageCount: images.length }
  progress.actionCount = progress.doneCount + actions.length
  const failed = new Set<number>()
  let state: 'complete' | 'stopped' = 'complete'
  for (let from = 0; from < actions.length && state === 'complete'; from += batchSize) {
    state = await recordActions(ctx, run, { actions: actions.slice(from, from + batchSize), progress, failed })
  }
  await recordEnd(ctx, run, progress, state)
}

/** The same, of a run that is known by its uuid. */
export async function executeRunNamed(ctx: RunContext, uuid: string): Promise<void> {
  const run = await ctx.database.read(() => first(selectRunId, { uuid }))
  if (run !== undefined) await executeRun(ctx, run.id)
}

/** Few enough that requests never wait long behind one transaction. */
const batchSize = 50

/** What a run that was interrupted has done counts. */
function startOf(run: Run): Progress {
  const isRun = run.purpose === 'run'
  return {
    imageCount: 0,
    actionCount: 0,
    doneCount: isRun ? run.done_count : 0,
    expiredCount: isRun ? run.expired_count : 0,
    transitionedCount: isRun ? run.transitioned_count : 0,
    failedCount: isRun ? run.failed_count : 0,
  }
}

async function decide(run: Run, images: readonly ImageFacts[]): Promise<readonly LifecycleAction[]> {
  const decision = decideLifecycle(parseLifecyclePolicy(run.document), images, run.evaluated_at)
  for (;;) {
    const turn = decision.next()
    if (turn.done === true) return turn.value
    await ownTurn()
  }
}
