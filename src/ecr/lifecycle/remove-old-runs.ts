import type { Context } from '../../request/context.ts'
import { all, run } from '../../database/statement.ts'
import { deleteActions, selectActionsAfter } from './lifecycle-actions.table.ts'
import { deleteRun, type RunPurpose, selectRunsOfBefore } from './lifecycle-runs.table.ts'

const runsAtATime = 100
const actionsAtATime = 500

/** Removes the runs of a purpose that began before a time, oldest first, in small transactions. */
export async function removeRuns(ctx: Pick<Context, 'database'>, purpose: RunPurpose, before: number): Promise<void> {
  for (;;) {
    const old = await ctx.database.read(() => all(selectRunsOfBefore, { purpose, before, limit: runsAtATime }))
    for (const { id } of old) {
      await removeActions(ctx, id)
      await ctx.database.change(() => run(deleteRun, { id }))
    }
    if (old.length < runsAtATime) return
  }
}

/** What a run has noted. */
export async function removeActions({ database }: Pick<Context, 'database'>, runId: number): Promise<void> {
  for (let removed = actionsAtATime; removed === actionsAtATime; ) {
    removed = await database.change(function* () {
      const actions = yield* all(selectActionsAfter, { runId, after: 0, limit: actionsAtATime })
      const last = actions.at(-1)
      if (last !== undefined) yield* run(deleteActions, { runId, upTo: last.position })
      return actions.length
    })
  }
}
