import { afterEach, expect, it, onTestFinished, vi } from 'vitest'
import { freshDatabase } from '../../test/support/databases.ts'
import type { Context } from '../request/context.ts'
import { query } from '../database/statement.ts'
import { enqueue } from './enqueue.ts'
import { type JobHandlers, type JobReports, runJobs } from './run-jobs.ts'

afterEach(() => {
  vi.useRealTimers()
})

it('runDue runs the jobs that are due, in the order in which they became due, and deletes them', async () => {
  const { jobs, add, left, ran } = await fixture()
  await add('note', 'due later', 2_001)
  await add('note', 'due now', 2_000)
  await add('note', 'due first', 1_000)
  await add('note', 'due now too', 2_000)
  await jobs.runDue()
  expect(ran).toEqual(['due first', 'due now', 'due now too'])
  expect(await left()).toMatchObject([{ payload: '{"text":"due later"}' }])
})

it('runDue also runs a job that another job enqueues', async () => {
  const { jobs, add, left, ran } = await fixture({
    again: (ctx) => ctx.database.change(() => enqueue('note', { text: 'after' }, ctx.clock.now())),
  })
  await add('again', '', 0)
  await jobs.runDue()
  expect(ran).toEqual(['after'])
  expect(await left()).toEqual([])
})

it('a job is not run when the change that enqueued it was rolled back', async () => {
  const { jobs, database, ran } = await fixture()
  const change = database.change(function* () {
    yield* enqueue('note', { text: 'never' }, 0)
    throw new Error('undone')
  })
  await expect(change).rejects.toThrow('undone')
  await jobs.runDue()
  expect(ran).toEqual([])
})

it('a failed job is retried with longer and longer pauses, its error is reported, and other jobs run', async () => {
  const { jobs, add, left, ran, failures, clock } = await fixture({
    broken: () => Promise.reject(new Error('the upstream is away')),
  })
  await add('broken', '', 1_000)
  await add('note', 'unharmed', 1_500)
  const waits: number[] = []
  for (let attempts = 1; attempts <= 14; attempts++) {
    await jobs.runDue()
    const [job] = await left()
    expect(job).toMatchObject({ kind: 'broken', attempts, last_error: 'Error: the upstream is away' })
    waits.push((Number(job?.run_at) - clock.time) / 1_000)
    clock.time = Number(job?.run_at)
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 3_600, 3_600])
  expect(ran).toEqual(['unharmed'])
  expect(failures).toHaveLength(14)
  expect(failures[0]).toEqual([new Error('the upstream is away'), 'broken'])
})

it('a job of an unknown kind is kept with an error', async () => {
  const { jobs, add, left } = await fixture()
  await add('from a newer version', '', 0)
  await jobs.runDue()
  expect(await left()).toMatchObject([{ last_error: 'Error: no handler for jobs of kind from a newer version' }])
})

it('due jobs are looked for every second, and at once after poke()', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { jobs, add, ran, waitForRun } = await fixture()
  await add('note', 'by itself', 0)
  vi.advanceTimersByTime(1_000)
  await waitForRun()
  expect(ran).toEqual(['by itself'])
  await jobs.runDue()
  await add('note', 'poked', 0)
  jobs.poke()
  await waitForRun()
  expect(ran).toEqual(['by itself', 'poked'])
})

it('an outage of the database is reported once when it begins and once when it ends', async () => {
  const { jobs, database, outages } = await fixture()
  const away = new Error('the database is away')
  const leads = vi.spyOn(database, 'leads').mockRejectedValue(away)
  for (let looks = 0; looks < 3; looks += 1) {
    jobs.poke()
    await expect(jobs.runDue()).rejects.toThrow(away)
  }
  expect(outages).toEqual([away])
  leads.mockRestore()
  jobs.poke()
  await jobs.runDue()
  expect(outages).toEqual([away, 'back'])
})

it('stop() does not wait for a running job longer than its limit, and no other job starts', async () => {
  const { promise: hold, resolve: letGo } = Promise.withResolvers<undefined>()
  const { jobs, add, left, ran } = await fixture({ slow: () => hold })
  await add('slow', '', 0)
  await add('note', 'not any more', 1)
  const running = jobs.runDue()
  await jobs.stop(0)
  expect(await left()).toHaveLength(2)
  letGo(undefined)
  await running
  expect(ran).toEqual([])
  expect(await left()).toMatchObject([{ kind: 'note' }])
})

async function fixture(handlers: JobHandlers = {}) {
  const database = await freshDatabase()
  const clock = { time: 2_000, now: () => clock.time }
  const ctx = { database, clock } as unknown as Context
  const ran: string[] = []
  const failures: [unknown, string][] = []
  let noteRan = Promise.withResolvers<undefined>()
  const note = async (_: Context, { text }: { text: string }): Promise<void> => {
    ran.push(text)
    noteRan.resolve(undefined)
  }
  const outages: unknown[] = []
  const reports: JobReports = {
    failed: (error, kind) => failures.push([error, kind]),
    away: (error) => outages.push(error),
    back: () => outages.push('back'),
  }
  const jobs = runJobs(ctx, { note, ...handlers }, reports)
  onTestFinished(() => jobs.stop(0))
  return {
    database,
    clock,
    ran,
    failures,
    outages,
    jobs,
    add: (kind: string, text: string, runAt: number) => database.change(() => enqueue(kind, { text }, runAt)),
    left: () => database.read(() => query((db) => db.selectFrom('job').selectAll().orderBy('id'))),
    waitForRun: async () => {
      await noteRan.promise
      noteRan = Promise.withResolvers()
    },
  }
}
