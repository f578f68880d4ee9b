import { GetLifecyclePolicyPreviewCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { startRun } from '../../../src/ecr/lifecycle/start-run.ts'
import type { RunPurpose } from '../../../src/ecr/lifecycle/lifecycle-runs.table.ts'
import { test } from '../ecr-test.ts'
import { evaluate, nthImage, policyOf } from './lifecycle-test.ts'

const document = policyOf({ countNumber: 1 })

test('runs are kept for ninety days, previews and dry runs for two, and so is what did nothing', async ({
  server,
  ecr,
  newRepository,
}) => {
  const { ctx } = server.running
  const start = (name: string, purpose: RunPurpose) =>
    ctx.database.change(function* () {
      const [repository] = yield* query((db) =>
        db.selectFrom('repository').select(['id', 'name']).where('name', '=', name),
      )
      if (repository === undefined) throw new Error('no repository')
      return yield* startRun(ctx, { repository, purpose, document, policy: undefined, evaluatedAt: ctx.clock.now() })
    })
  const kept = async (): Promise<readonly string[]> => {
    const rows = await ctx.database.read(() => query((db) => db.selectFrom('lifecycle_run').selectAll().orderBy('id')))
    return rows.map((row) => `${row.purpose} of ${row.done_count}`)
  }
  const [busy, idle] = [await newRepository(), await newRepository()]
  for (const n of [1, 2]) await busy.pushImage(nthImage(n), `v${n}`)
  for (const purpose of ['preview', 'dry-run'] as const) await start(busy.name, purpose)
  await start(idle.name, 'dry-run')
  await server.running.jobs.runDue()
  // As a run of the repository's own policy would have.
  await ctx.database.change(() =>
    query((db) => db.updateTable('lifecycle_run').set({ purpose: 'run' }).where('purpose', '=', 'dry-run')),
  )
  expect(await kept()).toEqual(['preview of 1', 'run of 1', 'run of 0'])
  await evaluate(server, 1)
  expect(await kept()).toEqual(['preview of 1', 'run of 1', 'run of 0'])
  await evaluate(server, 3)
  expect(await kept()).toEqual(['run of 1'])
  const preview = ecr.send(new GetLifecyclePolicyPreviewCommand({ repositoryName: busy.name }))
  await expect(preview).rejects.toMatchObject({ name: 'LifecyclePolicyPreviewNotFoundException' })
  await evaluate(server, 89)
  expect(await kept()).toEqual(['run of 1'])
  await evaluate(server, 91)
  expect(await kept()).toEqual([])
})
