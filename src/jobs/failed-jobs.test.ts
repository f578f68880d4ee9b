import { describe, expect, it } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { jobFixture, type JobFixture, jobStartMs, textJob } from '../../test/support/job-fixture.ts'
import { query, run } from '../database/statement.ts'
import { dropJob, findAllFailedJobs, retryJob } from './failed-jobs.ts'
import { takeJob } from './job-lease.ts'
import { insertJob } from './job.table.ts'

const hourMs = 60 * 60 * 1_000
const broken = new Error('the upstream is away')

/** A job that dies at its second failure, and one that did. */
async function deadJob({ server, systemClock, add, rows }: JobFixture) {
  const outcome = { isBroken: true }
  const job = textJob('brittle', () => (outcome.isBroken ? Promise.reject(broken) : Promise.resolve()), {
    maxAttempts: 2,
  })
  const jobs = server(job)
  await add(job, '', { dedupeKey: 'key' })
  await jobs.runDue()
  systemClock.nowMs += hourMs
  await jobs.runDue()
  return { outcome, job, jobs, id: (await rows())[0]?.id ?? 0 }
}

describe.each(dialects)('on $name', (dialect) => {
  it('a failed job is tried again after longer and longer pauses, and does not hold back the next one', async () => {
    const { server, systemClock, add, rows } = await jobFixture(dialect)
    const ran: string[] = []
    const job = textJob('brittle', (text) => {
      ran.push(text)
      return text === 'broken' ? Promise.reject(broken) : Promise.resolve()
    })
    await add(job, 'broken')
    await add(job, 'unharmed', { runAt: 1 })
    const jobs = server(job)
    for (let attempts = 1; attempts <= 14; attempts++) {
      await jobs.runDue()
      const [row, ...others] = await rows()
      expect(others).toEqual([])
      expect(row).toMatchObject({ attempts, last_error: 'Error: the upstream is away', died_at: null })
      const seconds = ((row?.available_at ?? 0) - systemClock.nowMs) / 1_000
      const longest = Math.min(2 ** (attempts - 1), 3_600)
      expect(seconds).toBeGreaterThanOrEqual(longest / 2)
      expect(seconds).toBeLessThanOrEqual(longest)
      systemClock.nowMs = row?.available_at ?? 0
    }
    expect(ran.slice(0, 3)).toEqual(['broken', 'unharmed', 'broken'])
    expect(jobs.failures).toHaveLength(14)
  })

  it('a job whose payload is not of its kind fails', async () => {
    const { ctx, server, rows } = await jobFixture(dialect)
    const job = textJob('typed', async () => undefined)
    await ctx.database.change(() => run(insertJob, { kind: 'typed', payload: '{}', runAt: 0, dedupeKey: null }))
    await server(job).runDue()
    expect((await rows())[0]?.last_error).toContain('expected string, received undefined')
  })

  it('a job that has failed as often as its kind allows is dead: it is kept, and not tried', async () => {
    const fixture = await jobFixture(dialect)
    const { jobs } = await deadJob(fixture)
    fixture.systemClock.nowMs += 24 * hourMs
    await jobs.runDue()
    expect(jobs.failures).toHaveLength(2)
    const diedAt = jobStartMs + hourMs
    expect(await fixture.rows()).toMatchObject([{ attempts: 2, died_at: diedAt, failed_at: diedAt, lease: null }])
  })

  it('a job whose servers died as often as its kind allows is dead, too', async () => {
    const { ctx, systemClock, add, rows } = await jobFixture(dialect)
    const job = textJob('deadly', async () => undefined, { maxAttempts: 2 })
    await add(job, '')
    for (let lookAgain = 0; lookAgain < 5; lookAgain += 1) {
      await takeJob(ctx, job)
      systemClock.nowMs += hourMs
    }
    expect(await rows()).toMatchObject([{ attempts: 2, died_at: expect.any(Number) as number }])
  })

  it('a dead job does not keep another one of its key from being enqueued', async () => {
    const fixture = await jobFixture(dialect)
    const { job } = await deadJob(fixture)
    await fixture.add(job, 'next', { dedupeKey: 'key' })
    expect(await fixture.rows()).toHaveLength(2)
  })

  it('listFailedJobs lists dead jobs and those that are tried again, not those that never failed', async () => {
    const fixture = await jobFixture(dialect)
    const { job } = await deadJob(fixture)
    await fixture.add(job, 'never tried')
    const failing = textJob('failing', () => Promise.reject(broken))
    await fixture.add(failing, '')
    await fixture.server(failing).runDue()
    expect(await findAllFailedJobs(fixture.ctx)).toMatchObject([
      { kind: 'brittle' },
      { kind: 'failing', died_at: null },
    ])
  })

  it('retryJob has a dead job run at once, with all attempts before it', async () => {
    const fixture = await jobFixture(dialect)
    const { jobs, id, outcome } = await deadJob(fixture)
    expect(await retryJob(fixture.ctx, id)).toBe(true)
    await jobs.runDue()
    expect(await fixture.rows()).toMatchObject([{ id, attempts: 1, died_at: null }])
    outcome.isBroken = false
    expect(await retryJob(fixture.ctx, id)).toBe(true)
    await jobs.runDue()
    expect(await fixture.rows()).toEqual([])
  })

  it('retryJob has a failed job run at once, also if it is due only later, as after its clock was turned back', async () => {
    const fixture = await jobFixture(dialect)
    const { jobs, id, outcome } = await deadJob(fixture)
    await fixture.ctx.database.change(() =>
      query((db) => db.updateTable('job').set({ run_at: fixture.ctx.clock.now() + 24 * hourMs })),
    )
    outcome.isBroken = false
    await retryJob(fixture.ctx, id)
    await jobs.runDue()
    expect(await fixture.rows()).toEqual([])
  })

  it('retryJob replaces the job of the same key that was enqueued since', async () => {
    const fixture = await jobFixture(dialect)
    const { job, id } = await deadJob(fixture)
    await fixture.add(job, 'next', { dedupeKey: 'key' })
    expect(await retryJob(fixture.ctx, id)).toBe(true)
    expect(await fixture.rows()).toMatchObject([{ id, died_at: null, attempts: 0 }])
  })

  it('dropJob deletes a failed job, but none that never failed or that runs', async () => {
    const fixture = await jobFixture(dialect)
    const { job, id } = await deadJob(fixture)
    await fixture.add(job, 'never tried')
    const untried = (await fixture.rows())[1]?.id ?? 0
    expect(await dropJob(fixture.ctx, untried)).toBe(false)
    await retryJob(fixture.ctx, id)
    expect((await takeJob(fixture.ctx, job)).row?.id).toBe(id)
    expect([await dropJob(fixture.ctx, id), await retryJob(fixture.ctx, id)]).toEqual([false, false])
    fixture.systemClock.nowMs += 30_000
    expect([await dropJob(fixture.ctx, id), await dropJob(fixture.ctx, id)]).toEqual([true, false])
    expect(await fixture.rows()).toMatchObject([{ id: untried }])
  })
})
