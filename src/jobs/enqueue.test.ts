import { describe, expect, it } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { jobFixture, textJob } from '../../test/support/job-fixture.ts'
import { takeJob } from './job-lease.ts'

const quiet = textJob('quiet', async () => undefined)
const dedupeKey = 'key'

describe.each(dialects)('on $name', (dialect) => {
  it('a job is not enqueued while one of its kind and key waits', async () => {
    const { add, rows } = await jobFixture(dialect)
    await add(quiet, 'first', { dedupeKey })
    await add(quiet, 'second', { dedupeKey })
    await add(quiet, 'other key', { dedupeKey: 'other' })
    await add(
      textJob('other', async () => undefined),
      'other kind',
      { dedupeKey },
    )
    await add(quiet, 'no key')
    await add(quiet, 'no key')
    const texts = (await rows()).map(({ payload }) => payload)
    expect(texts).toEqual(
      ['first', 'other key', 'other kind', 'no key', 'no key'].map((text) => JSON.stringify({ text })),
    )
  })

  it('a job that waits runs at the earliest time for which one of its kind and key was enqueued', async () => {
    const { add, rows } = await jobFixture(dialect)
    for (const runAt of [5_000, 3_000, 4_000]) await add(quiet, 'once', { dedupeKey, runAt })
    expect((await rows()).map(({ run_at: runAt }) => runAt)).toEqual([3_000])
  })

  it('a job is enqueued while one of its kind and key runs, which may have looked before', async () => {
    const { ctx, add, rows } = await jobFixture(dialect)
    await add(quiet, 'runs', { dedupeKey })
    await takeJob(ctx, quiet)
    await add(quiet, 'waits', { dedupeKey })
    await add(quiet, 'is one too many', { dedupeKey })
    expect((await rows()).map(({ payload }) => payload)).toEqual(['{"text":"runs"}', '{"text":"waits"}'])
  })

  it('a job that fails replaces the one that was enqueued while it ran', async () => {
    const { server, add, rows } = await jobFixture(dialect)
    const failing = textJob('failing', async () => {
      await add(failing, 'meanwhile', { dedupeKey })
      throw new Error('broken')
    })
    await add(failing, 'first', { dedupeKey })
    await server(failing).runDue()
    expect(await rows()).toMatchObject([{ payload: '{"text":"first"}', attempts: 1, lease: null }])
  })
})
