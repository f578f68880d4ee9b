import { existsSync } from 'node:fs'
import { appendFile, rm, stat, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { openSqlite } from '../../src/database/dialects/sqlite/open-sqlite.ts'
import { query } from '../../src/database/statement.ts'
import { StorageUnavailable } from '../../src/errors.ts'
import { defineJob } from '../../src/jobs/define-job.ts'
import { enqueue } from '../../src/jobs/enqueue.ts'

/**
 * A program for database-on-full-disk.test.ts, on a small disk of its own: the log of the database is due for a checkpoint
 * that the disk has no room for. Prints what became of it.
 */
const [folder = ''] = process.argv.slice(2)
const path = join(folder, 'ecrd.db')
const filler = join(folder, 'filler')
const kibibyte = 1024
let fatalErrors = 0
let promised = 0

/** Nobody runs it: its rows are what is committed. */
const rowsOnly = defineJob({
  kind: 'rows-only',
  payload: z.object({ text: z.string() }),
  concurrency: 1,
  maxAttempts: 1,
  run: async () => undefined,
})

const open = () => openSqlite({ path, onFatal: () => (fatalErrors += 1) })
type Opened = Awaited<ReturnType<typeof open>>

const commit = async (database: Opened): Promise<void> => {
  await database.change(() => enqueue(rowsOnly, { text: 'x'.repeat(60 * kibibyte) }, { runAt: promised }))
  promised += 1
}
const isRefused = (error: unknown): boolean => error instanceof StorageUnavailable

async function fillDisk(): Promise<void> {
  const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC'
  for (let full = false; !full; ) full = await appendFile(filler, Buffer.alloc(64 * kibibyte)).then(() => false, isFull)
}

let database = await open()
while (promised < 50) await commit(database)
await fillDisk()
await truncate(filler, (await stat(filler)).size - 1_600 * kibibyte)
for (let refused = false; !refused; ) refused = await commit(database).then(() => false, isRefused)
// Closing waits for the checkpoint; opening makes another.
await database.close()
database = await open()
await database.close()
const fatalErrorsWhileFull = fatalErrors

await rm(filler)
database = await open()
await commit(database)
const kept = (await database.read(() => query((db) => db.selectFrom('job').select('id')))).length
await database.close()
process.stdout.write(
  JSON.stringify({ fatalErrorsWhileFull, lost: promised - kept, logLeft: existsSync(`${path}-wal`) }),
)
