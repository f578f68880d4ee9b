import { DescribeImagesCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import type { Database } from '../../../src/database/database.ts'
import { query } from '../../../src/database/statement.ts'
import { executeRun } from '../../../src/ecr/lifecycle/execute-run.ts'
import { startRun } from '../../../src/ecr/lifecycle/start-run.ts'
import { selectLifecyclePolicy } from '../../../src/ecr/lifecycle/lifecycle-policies.table.ts'
import { first } from '../../../src/database/statement.ts'
import { imageOf } from '../../support/images.ts'
import type { ApiRepository } from '../api-repository.ts'
import { test as base } from '../ecr-test.ts'
import { nthImage, policyOf, putPolicy } from './lifecycle-test.ts'

/** Each transaction of a run does fifty actions: with this many images there are three. */
const imageCount = 120

const test = base
  .extend('filled', async ({ ecr, newRepository }) => {
    const repository = await newRepository()
    const one = nthImage(1)
    for (const blob of one.blobs) await repository.pushLayer(blob)
    for (let n = 1; n <= imageCount; n += 1) await repository.putManifest(numbered(one, n), `v${n}`)
    await ecr.send(putPolicy(repository.name, policyOf({ countNumber: 10 })))
    return repository
  })
  .extend('waitingRun', ({ server }) => (repository: ApiRepository) => {
    const { ctx } = server.running
    return ctx.database.change(function* () {
      const [row] = yield* query((db) =>
        db.selectFrom('repository').select(['id', 'name']).where('name', '=', repository.name),
      )
      if (row === undefined) throw new Error('no repository')
      const policy = yield* first(selectLifecyclePolicy, { repositoryId: row.id })
      if (policy === undefined) throw new Error('no policy')
      const { document } = policy
      const uuid = yield* startRun(ctx, {
        repository: row,
        purpose: 'run',
        document,
        policy,
        evaluatedAt: ctx.clock.now(),
      })
      // This test executes it, and no server.
      yield* query((db) => db.deleteFrom('job').where('kind', '=', 'execute-lifecycle-run'))
      const [run] = yield* query((db) => db.selectFrom('lifecycle_run').select('id').where('uuid', '=', uuid))
      return run?.id ?? 0
    })
  })
  .extend('remaining', ({ ecr }) => async ({ name: repositoryName }: ApiRepository) => {
    const { imageDetails = [] } = await ecr.send(new DescribeImagesCommand({ repositoryName, maxResults: 1_000 }))
    return imageDetails.flatMap(({ imageTags = [] }) => imageTags)
  })
  .extend(
    'rowsOf',
    ({ server }) =>
      (runId: number) =>
        server.running.ctx.database.read(function* () {
          const [run] = yield* query((db) => db.selectFrom('lifecycle_run').selectAll().where('id', '=', runId))
          const actions = yield* query((db) =>
            db.selectFrom('lifecycle_action').selectAll().where('run_id', '=', runId).orderBy('position'),
          )
          return { run, actions }
        }),
  )

/** The same layers under another manifest. */
function numbered(image: ReturnType<typeof nthImage>, n: number) {
  const manifest = JSON.parse(image.bytes.toString()) as object
  return { ...image, bytes: Buffer.from(JSON.stringify({ ...manifest, annotations: { n: `${n}` } })) }
}

const youngest = Array.from({ length: 10 }, (_, index) => `v${imageCount - 9 + index}`)
const expected = Array.from({ length: imageCount - 10 }, (_, index) => [`v${index + 1}`])

/** A database whose n-th change from now on does something first. */
function before(database: Database, n: number, action: () => Promise<void>): Database {
  let changes = 0
  return {
    ...database,
    async change(work) {
      changes += 1
      if (changes === n) await action()
      return database.change(work)
    },
  }
}

describe('a run', () => {
  test.for([2, 3, 4, 5])(
    'that is interrupted before change %i goes on when it is taken up again',
    async (n, { server, filled, waitingRun, remaining, rowsOf }) => {
      const { ctx } = server.running
      const runId = await waitingRun(filled)
      const dying = before(ctx.database, n, () => Promise.reject(new Error('killed')))
      await expect(executeRun({ ...ctx, database: dying }, runId)).rejects.toThrow('killed')
      await executeRun(ctx, runId)
      expect(await remaining(filled)).toEqual(youngest)
      const { run, actions } = await rowsOf(runId)
      expect(run).toMatchObject({ state: 'complete', expired_count: imageCount - 10, failed_count: 0 })
      expect(actions.map(({ tags }) => JSON.parse(tags) as unknown)).toEqual(expected)
    },
  )

  test('that is executed by two does everything once', async ({ server, filled, waitingRun, remaining, rowsOf }) => {
    const { ctx } = server.running
    const runId = await waitingRun(filled)
    await Promise.all([executeRun(ctx, runId), executeRun(ctx, runId), executeRun(ctx, runId)])
    expect(await remaining(filled)).toEqual(youngest)
    const { run, actions } = await rowsOf(runId)
    expect(run).toMatchObject({ state: 'complete', done_count: imageCount - 10, failed_count: 0 })
    expect(actions.map(({ tags }) => JSON.parse(tags) as unknown)).toEqual(expected)
  })

  test('stops when its policy is put again', async ({ server, ecr, filled, waitingRun, remaining, rowsOf }) => {
    const { ctx } = server.running
    const runId = await waitingRun(filled)
    const database = before(ctx.database, 3, async () => {
      await ecr.send(putPolicy(filled.name, policyOf({ countNumber: 100 })))
    })
    await executeRun({ ...ctx, database }, runId)
    expect(await remaining(filled)).toHaveLength(imageCount - 50)
    expect((await rowsOf(runId)).run).toMatchObject({ state: 'stopped', expired_count: 50 })
  })

  test('leaves an image that was tagged meanwhile', async ({ server, filled, waitingRun, remaining, rowsOf }) => {
    const { ctx } = server.running
    const runId = await waitingRun(filled)
    const database = before(ctx.database, 2, () => filled.putManifest(numbered(nthImage(1), 3), 'kept'))
    await executeRun({ ...ctx, database }, runId)
    expect(await remaining(filled)).toEqual(['v3', 'kept', ...youngest])
    const { run, actions } = await rowsOf(runId)
    expect(run).toMatchObject({ state: 'complete', failed_count: 1 })
    expect(actions.filter(({ failure_code: code }) => code !== null)).toEqual([
      expect.objectContaining({ tags: '["v3"]', failure_code: 'ImageChanged' }),
    ])
  })

  test('leaves what refers to an image that it leaves', async ({ server, ecr, newRepository, waitingRun, rowsOf }) => {
    const { ctx } = server.running
    const repository = await newRepository()
    await repository.pushImage(nthImage(1), 'v1')
    await repository.pushImage(imageOf({ subject: nthImage(1) }))
    await repository.pushImage(nthImage(2), 'v2')
    await ecr.send(putPolicy(repository.name, policyOf({ countNumber: 1 })))
    const runId = await waitingRun(repository)
    const database = before(ctx.database, 2, () => repository.putManifest(nthImage(1), 'kept'))
    await executeRun({ ...ctx, database }, runId)
    const { run, actions } = await rowsOf(runId)
    expect(run).toMatchObject({ state: 'complete', expired_count: 0, failed_count: 2 })
    expect(actions.map(({ failure_code: code }) => code)).toEqual(['ImageChanged', 'SubjectKept'])
  })
})
