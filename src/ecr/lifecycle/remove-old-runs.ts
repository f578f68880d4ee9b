import type { Context } from '../../request/context.ts'
import { all, run, type Work } from '../../database/statement.ts'
import { deleteActions, selectActionsAfter } from './lifecycle-actions.table.ts'
import {
  deleteRun,
  type RunPurpose,
  selectAnyRuns,
  selectIdleRunsBefore,
  selectRunsOfBefore,
} from './lifecycle-runs.table.ts'

type Reader = Pick<Context, 'database'>

const runsAtATime = 100
const actionsAtATime = 500

/** Removes the runs of a purpose that began before a time and have ended, oldest first, in small transactions. */
export function removeRuns(ctx: Reader, purpose: RunPurpose, before: number): Promise<void> {
  return removeFound(ctx, () => all(selectRunsOfBefore, { purpose, before, limit: runsAtATime }))
}

/** The same of those that found nothing to do, which are most: policies are evaluated daily. */
export function removeIdleRuns(ctx: Reader, before: number): Promise<void> {
  return removeFound(ctx, () => all(selectIdleRunsBefore, { before, limit: runsAtATime }))
}

/** Removes every run. Whoever executes one ends at its next step. */
export function clearRuns(ctx: Reader): Promise<void> {
  return removeFound(ctx, () => all(selectAnyRuns, { limit: runsAtATime }))
}

async function removeFound(ctx: Reader, find: () => Work<{ readonly id: number }[]>): Promise<void> {
  for (let count = runsAtATime; count === runsAtATime; ) {
    const found = await ctx.database.read(find)
    for (const { id } of found) await removeRun(ctx, id)
    count = found.length
  }
}

/** What is noted meanwhile goes with its run. */
async function removeRun(ctx: Reader, id: number): Promise<void> {
  await removeActions(ctx, id)
  await ctx.database.change(() => run(deleteRun, { id }))
}

/** What a run has noted. */
export async function removeActions({ database }: Reader, runId: number): Promise<void> {
  for (let removed = actionsAtATime; removed === actionsAtATime; ) {
    removed = await database.change(function* () {
      const actions = yield* all(selectActionsAfter, { runId, after: 0, limit: actionsAtATime })
      const last = actions.at(-1)
      if (last !== undefined) yield* run(deleteActions, { runId, upTo: last.position })
      return actions.length
    })
  }
}
