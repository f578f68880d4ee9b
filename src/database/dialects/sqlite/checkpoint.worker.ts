import { DatabaseSync } from 'node:sqlite'
import { parentPort, workerData } from 'node:worker_threads'
import type { CheckpointOrder } from './checkpointer.ts'

/** Copies the log into the database file, off the main thread, on a connection of its own. One order at a time. */
const { path } = workerData as { path: string }
const db = new DatabaseSync(path, { timeout: 1_000 })
// With NORMAL a checkpoint syncs the log before it copies and the database file after.
db.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 0')

parentPort?.on('message', (order: CheckpointOrder) => {
  if (order === 'stop') {
    db.close()
    parentPort?.close()
    return
  }
  parentPort?.postMessage(db.prepare(`pragma wal_checkpoint (${order})`).get())
})
