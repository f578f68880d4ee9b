import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { done, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder, type Serving } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

/** Each command, on a folder whose server runs and on one whose server doesn't: the same happens. */
describe.each(['while a server runs', 'while none runs'])('%s', (when) => {
  let data: TemporaryFolder
  let serving: Serving
  beforeAll(async () => {
    data = await temporaryFolder()
    serving = await serveFolder(data.path)
    await serving.process.end()
    addFailedJobs(join(data.path, 'ecrd.db'))
    if (when === 'while a server runs') serving = await serveFolder(data.path)
  })
  afterAll(async () => {
    await serving.process.end()
    await data.remove()
  })

  const jobs = (...args: string[]): string[] => ['jobs', ...args, '--data', data.path]
  const other = '2  of-a-newer-version  waiting  3  2026-01-01T00:00:02Z  Error: later\n'

  test('ecrd jobs list shows the jobs that failed, each in one line', async () => {
    const dead = '1  of-a-newer-version  dead  5  2026-01-01T00:00:01Z  Error: in two lines\n'
    expect(await done(jobs('list'))).toBe(dead + other)
  })

  test('ecrd jobs retry has a dead job wait as if it had never been tried', async () => {
    const { code, stderr } = await runEcrd(jobs('retry', '1'))
    expect([code, stderr]).toEqual([0, 'Job 1 runs as soon as a server finds it, which looks every second.\n'])
    expect(await done(jobs('list'))).toContain('1  of-a-newer-version  waiting  0  2026-01-01T00:00:01Z')
  })

  test('ecrd jobs drop deletes a job', async () => {
    const { code, stderr } = await runEcrd(jobs('drop', '1'))
    expect([code, stderr]).toEqual([0, 'Job 1 is deleted.\n'])
    expect(await done(jobs('list'))).toBe(other)
  })

  test('ecrd jobs retry and drop refuse a job that does not exist or never failed', async () => {
    for (const command of ['retry', 'drop']) {
      for (const id of ['3', '999']) {
        expect(await refusal(jobs(command, id))).toBe(
          `ecrd: There is no failed job ${id}, or it runs at the moment. List them with: ecrd jobs list\n`,
        )
      }
    }
  })

  test('ecrd jobs retry refuses what is no number of a job', async () => {
    for (const id of ['0', 'x', '1.5', '9'.repeat(16)]) {
      const { code, stderr } = await runEcrd(jobs('retry', id))
      expect(code).not.toBe(0)
      expect(stderr).toContain('ID must be the number of a job')
    }
  })
})

test('ecrd jobs list --endpoint-url shows the same as without, on as many pages as there are', async () => {
  const data = await temporaryFolder()
  const first = await serveFolder(data.path)
  await first.process.end()
  addFailedJobs(join(data.path, 'ecrd.db'))
  addMany(join(data.path, 'ecrd.db'), 1_001)
  const { process, announcement } = await serveFolder(data.path)
  const env = { AWS_SHARED_CREDENTIALS_FILE: join(data.path, 'credentials') }
  const remote = await runEcrd(['jobs', 'list', '--endpoint-url', announcement.url], env)
  const asOwner = await done(['jobs', 'list', '--data', data.path])
  expect(remote).toMatchObject({ code: 0, stdout: asOwner, stderr: '' })
  expect(asOwner.trimEnd().split('\n')).toHaveLength(1_003)
  await process.end()
  await data.remove()
})

function addMany(path: string, count: number): void {
  const database = new DatabaseSync(path)
  const row = "('of-a-newer-version', '{}', 0, 1, 'Error: again', 1)"
  const rows = Array<string>(count).fill(row).join()
  database.exec(`insert into job (kind, payload, run_at, attempts, last_error, failed_at) values ${rows}`)
  database.close()
}

/** No server knows their kind, so none runs them. */
function addFailedJobs(path: string): void {
  const database = new DatabaseSync(path)
  const firstMs = Date.parse('2026-01-01T00:00:01Z')
  database.exec(`insert into job (id, kind, payload, run_at, attempts, last_error, failed_at, died_at) values
    (1, 'of-a-newer-version', '{}', 0, 5, 'Error: in' || char(10) || 'two lines', ${firstMs}, ${firstMs}),
    (2, 'of-a-newer-version', '{}', 0, 3, 'Error: later', ${firstMs + 1_000}, null),
    (3, 'of-a-newer-version', '{}', 0, 0, '', null, null)`)
  database.close()
}
