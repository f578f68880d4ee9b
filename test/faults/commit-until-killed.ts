import { join } from 'node:path'
import { lockDataFolder } from '../../src/database/data-folder-lock.ts'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'
import { enqueue } from '../../src/jobs/enqueue.ts'

/** A program for kill-during-commits.test.ts: commits row after row, and prints each that it was promised. */
const [path = '', first = '0'] = process.argv.slice(2)
const kibibyte = 1024
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
      yield* enqueue('first', { n }, n)
      yield* enqueue('second', { n }, n)
    })
    process.stdout.write(`${n}\n`)
  }
}
