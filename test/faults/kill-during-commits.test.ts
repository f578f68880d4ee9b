import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'
import { query } from '../../src/database/statement.ts'
import { freshFolder } from '../support/databases.ts'

const program = join(import.meta.dirname, 'commit-until-killed.ts')
const promisesBeforeKill = [1, 7, 50, 400, 1_500, 3_000]

it('a killed process keeps every acknowledged commit, and none of them by half', async () => {
  const folder = await freshFolder()
  const promised: number[] = []
  for (const count of promisesBeforeKill) {
    promised.push(...(await killAfter(count, folder, Math.max(-1, ...promised) + 1_000)))
    const { first, second } = await kept(folder)
    const found = new Set(first)
    expect(promised.filter((n) => !found.has(n))).toEqual([])
    expect(second).toEqual(first)
  }
})

/** Runs the program until it has promised `count` rows, kills it, and says what it had promised when it died. */
async function killAfter(count: number, folder: string, first: number): Promise<number[]> {
  const child = spawn(process.execPath, [program, folder, `${first}`], { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'close')
  const promised: number[] = []
  for await (const line of createInterface(child.stdout)) {
    promised.push(Number(line))
    if (promised.length === count) child.kill('SIGKILL')
  }
  expect(await ended).toEqual([null, 'SIGKILL'])
  return promised
}

/** What each of the two statements of a commit left behind. */
async function kept(folder: string): Promise<{ first: number[]; second: number[] }> {
  const database = await openSqlite({ path: join(folder, 'ecrd.db') })
  const jobs = await database.read(() =>
    query((db) => db.selectFrom('job').select(['kind', 'run_at']).orderBy('run_at')),
  )
  await database.close()
  const of = (kind: string): number[] => jobs.filter((job) => job.kind === kind).map(({ run_at }) => run_at)
  return { first: of('first'), second: of('second') }
}
