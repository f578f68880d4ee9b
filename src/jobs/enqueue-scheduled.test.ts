import { describe, expect, it } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { jobFixture } from '../../test/support/job-fixture.ts'
import { defineScheduledJob } from './define-job.ts'

const everyMs = 600_000

function counting() {
  const runs = { count: 0, isBroken: false }
  const job = defineScheduledJob({
    kind: 'sweep',
    everyMs,
    async run() {
      runs.count += 1
      if (runs.isBroken) throw new Error('broken')
    },
  })
  return { runs, job }
}

describe.each(dialects)('on $name', (dialect) => {
  it('a scheduled job runs for the first time an interval after the first start, and then once in each', async () => {
    const { clock, server, rows } = await jobFixture(dialect)
    const { runs, job } = counting()
    const jobs = server(job)
    const counts: number[] = []
    for (const passedMs of [0, everyMs - 1, 1, 0, everyMs - 1, 1, 5 * everyMs]) {
      clock.nowMs += passedMs
      await jobs.runDue()
      counts.push(runs.count)
    }
    expect(counts).toEqual([0, 0, 1, 1, 1, 2, 3])
    expect(await rows()).toEqual([])
  })

  it('a scheduled job runs once in an interval, however many servers there are', async () => {
    const { clock, server } = await jobFixture(dialect)
    const { runs, job } = counting()
    const servers = Array.from({ length: 4 }, () => server(job))
    const counts: number[] = []
    for (let interval = 0; interval < 4; interval += 1) {
      await Promise.all(servers.map((one) => one.runDue()))
      counts.push(runs.count)
      clock.nowMs += everyMs
    }
    expect(counts).toEqual([0, 1, 2, 3])
  })

  it('a schedule goes on after a restart', async () => {
    const { clock, server } = await jobFixture(dialect)
    const { runs, job } = counting()
    await server(job).runDue()
    clock.nowMs += everyMs
    await server(job).runDue()
    expect(runs.count).toBe(1)
  })

  it('a schedule goes on when its clock was turned back', async () => {
    const { clock, server } = await jobFixture(dialect)
    const { runs, job } = counting()
    const jobs = server(job)
    clock.nowMs += 100 * everyMs
    await jobs.runDue()
    clock.nowMs -= 100 * everyMs
    await jobs.runDue()
    await jobs.runDue()
    expect(runs.count).toBe(1)
  })

  it('a scheduled job that fails is one job that is tried again, however often its time comes', async () => {
    const { clock, server, rows } = await jobFixture(dialect)
    const { runs, job } = counting()
    runs.isBroken = true
    const jobs = server(job)
    for (let interval = 0; interval < 5; interval += 1) {
      await jobs.runDue()
      clock.nowMs += everyMs
    }
    expect([runs.count, await rows()]).toMatchObject([1, [{ kind: 'sweep', attempts: 1 }]])
  })
})
