import { join } from 'node:path'
import { z } from 'zod'
import { lockDataFolder } from '../../src/database/data-folder-lock.ts'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'
import { defineJob, type Job } from '../../src/jobs/define-job.ts'
import { enqueue } from '../../src/jobs/enqueue.ts'

/** A program for kill-during-commits.test.ts: commits row after row, and prints each that it was promised. */
const [path = '', first = '0'] = process.argv.slice(2)
const kibibyte = 1024
/** Nobody runs them: their rows are what is committed. */
const rowsOnly = (kind: string): Job<{ n: number }> =>
  defineJob({ kind, payload: z.object({ n: z.number() }), concurrency: 1, maxAttempts: 1, run: async () => undefined })
const firstJob = rowsOnly('first')
const secondJob = rowsOnly('second')
let next = Number(first)

lockDataFolder({ path, lock: join(path, 'lock') })
const database = await openSqlite({
  path: join(path, 'ecrd.db'),
  // Small, so that kills also hit checkpoints and restarts of the log.
  limits: { checkpointBytes: 64 * kibibyte, restartBytes: 256 * kibibyte },
})
await Promise.all(Array.from({ length: 8 }, commitForEver))

async function commitForEver(): Promise<void> {
  for (;;) {
    const n = next++
    await database.change(function* () {
      yield* enqueue(firstJob, { n }, { runAt: n })
      yield* enqueue(secondJob, { n }, { runAt: n })
    })
    process.stdout.write(`${n}\n`)
  }
}
