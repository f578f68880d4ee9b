import { afterEach, describe, expect, it, vi } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { jobFixture, textJob } from '../../test/support/job-fixture.ts'
import { enqueue } from './enqueue.ts'

afterEach(() => {
  vi.useRealTimers()
})

/** A job that notes its text. */
function noting() {
  const ran: string[] = []
  const note = textJob('note', async (text) => void ran.push(text))
  return { ran, note }
}

describe.each(dialects)('on $name', (dialect) => {
  it('runDue runs the jobs that are due, in the order in which they became due, and deletes them', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const { ran, note } = noting()
    await add(note, 'due later', { runAt: 2_001 })
    await add(note, 'due now', { runAt: 2_000 })
    await add(note, 'due first', { runAt: 1_000 })
    await add(note, 'due now too', { runAt: 2_000 })
    await server(note).runDue()
    expect(ran).toEqual(['due first', 'due now', 'due now too'])
    expect(await rows()).toMatchObject([{ payload: '{"text":"due later"}' }])
  })

  it('runDue also runs a job that another job enqueues', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const { ran, note } = noting()
    const again = textJob('again', () => add(note, 'after'))
    await add(again, '')
    await server(note, again).runDue()
    expect(ran).toEqual(['after'])
    expect(await rows()).toEqual([])
  })

  it('a job is not run when the change that enqueued it was rolled back', async () => {
    const { server, ctx } = await jobFixture(dialect)
    const { ran, note } = noting()
    const change = ctx.database.change(function* () {
      yield* enqueue(note, { text: 'never' }, { runAt: 0 })
      throw new Error('undone')
    })
    await expect(change).rejects.toThrow('undone')
    await server(note).runDue()
    expect(ran).toEqual([])
  })

  it('a slow job does not hold back jobs of another kind', async () => {
    const { server, add } = await jobFixture(dialect)
    const { ran, note } = noting()
    const { promise: hold, resolve: letGo } = Promise.withResolvers<undefined>()
    const { promise: begun, resolve: begin } = Promise.withResolvers<undefined>()
    const slow = textJob('slow', () => {
      begin(undefined)
      return hold
    })
    const jobs = server(slow, note)
    await add(slow, 'first')
    jobs.poke()
    await begun
    await add(note, 'unhindered')
    jobs.poke()
    await expect.poll(() => ran).toEqual(['unhindered'])
    letGo(undefined)
    await jobs.runDue()
  })

  it('a kind runs as many jobs at a time as its concurrency says, and no more', async () => {
    const { server, add } = await jobFixture(dialect)
    const { promise: hold, resolve: letGo } = Promise.withResolvers<undefined>()
    const begun: string[] = []
    const slow = textJob(
      'slow',
      (text) => {
        begun.push(text)
        return hold
      },
      { concurrency: 2 },
    )
    for (const text of ['a', 'b', 'c']) await add(slow, text)
    const jobs = server(slow)
    const running = jobs.runDue()
    await expect.poll(() => begun).toHaveLength(2)
    jobs.poke()
    await add(slow, 'd')
    expect(begun).toHaveLength(2)
    letGo(undefined)
    await running
    expect(begun.sort()).toEqual(['a', 'b', 'c', 'd'])
  })

  it('a job of a kind that the server does not know is left to one that does', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const { note } = noting()
    await add(
      textJob('from-a-newer-version', async () => undefined),
      '',
    )
    await server(note).runDue()
    expect(await rows()).toMatchObject([{ attempts: 0, lease: null, last_error: '' }])
  })

  it('due jobs are looked for every second', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { server, add } = await jobFixture(dialect)
    const { ran, note } = noting()
    server(note)
    await add(note, 'by itself')
    vi.advanceTimersByTime(1_000)
    await expect.poll(() => ran).toEqual(['by itself'])
  })

  it('stop() does not wait for a running job longer than its limit, and no other job starts', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const { promise: hold, resolve: letGo } = Promise.withResolvers<undefined>()
    const begun: string[] = []
    const slow = textJob('slow', (text) => {
      begun.push(text)
      return hold
    })
    await add(slow, 'first')
    await add(slow, 'not any more')
    const jobs = server(slow)
    const running = jobs.runDue()
    await expect.poll(() => begun).toEqual(['first'])
    await jobs.stop(0)
    letGo(undefined)
    await running
    expect(begun).toEqual(['first'])
    expect(await rows()).toMatchObject([{ payload: '{"text":"not any more"}' }])
  })

  it('an outage of the database is reported once when it begins and once when it ends', async () => {
    const { reporting, ctx } = await jobFixture(dialect)
    const outages: unknown[] = []
    const ignore = (): void => undefined
    const reports = {
      started: ignore,
      finished: ignore,
      failed: ignore,
      away: (error: unknown) => void outages.push(error),
      back: () => void outages.push('back'),
    }
    const jobs = reporting(reports, noting().note)
    const away = new Error('the database is away')
    const read = vi.spyOn(ctx.database, 'read').mockRejectedValue(away)
    for (let looks = 0; looks < 3; looks += 1) await expect(jobs.runDue()).rejects.toThrow(away)
    expect(outages).toEqual([away])
    read.mockRestore()
    await jobs.runDue()
    expect(outages).toEqual([away, 'back'])
  })

  it('started, finished and failed jobs are reported with their kind and how long they took', async () => {
    const { reporting, add } = await jobFixture(dialect)
    const heard: unknown[] = []
    const reports = {
      started: (kind: string) => void heard.push(['started', kind]),
      finished: (kind: string, durationMs: number) => void heard.push(['finished', kind, typeof durationMs]),
      failed: (error: unknown, attempt: object) => void heard.push(['failed', error, attempt]),
      away: () => undefined,
      back: () => undefined,
    }
    const broken = new Error('broken')
    const failing = textJob('failing', () => Promise.reject(broken))
    const { note } = noting()
    await add(note, '')
    await reporting(reports, note).runDue()
    await add(failing, '')
    await reporting(reports, failing).runDue()
    expect(heard).toEqual([
      ['started', 'note'],
      ['finished', 'note', 'number'],
      ['started', 'failing'],
      [
        'failed',
        broken,
        { kind: 'failing', id: expect.any(Number) as number, isDead: false, durationMs: expect.any(Number) as number },
      ],
    ])
  })
})
