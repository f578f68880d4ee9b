import { describe, expect, it, vi } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { jobFixture, textJob } from '../../test/support/job-fixture.ts'
import { completeJob, expireJobLeases, renewIntervalMs, takeJob } from './job-lease.ts'

const leaseMs = 30_000

describe.each(dialects)('on $name', (dialect) => {
  it('each job is run by one server of a fleet', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const ran: string[] = []
    const job = textJob('note', async (text) => void ran.push(text), { concurrency: 2 })
    const texts = Array.from({ length: 30 }, (_, index) => String(index))
    for (const text of texts) await add(job, text)
    const servers = [server(job), server(job), server(job)]
    await Promise.all(servers.map((one) => one.runDue()))
    expect(ran.sort()).toEqual(texts.sort())
    expect(await rows()).toEqual([])
    expect(servers.flatMap(({ failures }) => failures)).toEqual([])
  })

  it('a job whose server died is run by another one when its lease has expired', async () => {
    const { ctx, systemClock, server, add, rows } = await jobFixture(dialect)
    const ran: string[] = []
    const job = textJob('note', async (text) => void ran.push(text))
    await add(job, 'taken over')
    // It dies here.
    await takeJob(ctx, job)
    const other = server(job)
    systemClock.nowMs += leaseMs - 1
    await other.runDue()
    expect([ran, await rows()]).toMatchObject([[], [{ attempts: 1, lease: expect.any(String) as string }]])
    systemClock.nowMs += 1
    await other.runDue()
    const lastError = 'The server that ran it ended, or was not heard of in time.'
    expect(await rows()).toMatchObject([{ attempts: 1, lease: null, last_error: lastError }])
    expect(other.failures).toEqual([new Error(lastError)])
    systemClock.nowMs += 1_000
    await other.runDue()
    expect([ran, await rows()]).toEqual([['taken over'], []])
  })

  it('a server that has the database to itself takes the jobs of the one before when it starts', async () => {
    const { ctx, systemClock, server, add, rows } = await jobFixture(dialect)
    const ran: string[] = []
    const job = textJob('note', async (text) => void ran.push(text))
    await add(job, 'taken over')
    await takeJob(ctx, job)
    await expireJobLeases(ctx)
    const next = server(job)
    await next.runDue()
    systemClock.nowMs += 1_000
    await next.runDue()
    expect([ran, await rows()]).toEqual([['taken over'], []])
  })

  it('a job is not taken over while its server renews the lease', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    const { systemClock, server, add, rows } = await jobFixture(dialect)
    const { promise: hold, resolve: letGo } = Promise.withResolvers<undefined>()
    const begun: string[] = []
    const job = textJob('slow', (text) => {
      begun.push(text)
      return hold
    })
    await add(job, 'once')
    const one = server(job)
    const other = server(job)
    one.poke()
    await expect.poll(() => begun).toEqual(['once'])
    for (let passedMs = 0; passedMs < 3 * leaseMs; passedMs += renewIntervalMs) {
      systemClock.nowMs += renewIntervalMs
      const renewed = systemClock.nowMs + leaseMs
      const leaseExpiresAt = async (): Promise<number | undefined> => {
        vi.advanceTimersByTime(renewIntervalMs)
        return (await rows())[0]?.available_at
      }
      await expect.poll(leaseExpiresAt).toBe(renewed)
      await other.runDue()
    }
    vi.useRealTimers()
    letGo(undefined)
    await one.runDue()
    expect([begun, await rows()]).toEqual([['once'], []])
  })

  it('a server that lost its lease does not end the run of the one that has it', async () => {
    const { ctx, systemClock, add, rows } = await jobFixture(dialect)
    const job = textJob('note', async () => undefined)
    await add(job, '')
    const { row: late } = await takeJob(ctx, job)
    systemClock.nowMs += leaseMs
    await takeJob(ctx, job)
    systemClock.nowMs += 1_000
    const { row: current } = await takeJob(ctx, job)
    if (late === undefined || current === undefined) throw new Error('no job was taken')
    await completeJob(ctx, late)
    expect(await rows()).toMatchObject([{ lease: current.lease, attempts: 2 }])
    await completeJob(ctx, current)
    expect(await rows()).toEqual([])
  })
})
