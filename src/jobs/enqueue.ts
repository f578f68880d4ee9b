import { run, type Work } from '../database/statement.ts'
import { insertJob } from './job.table.ts'

/** Has a job run at `runAt` (milliseconds since 1970) or later, if the transaction that this is part of commits. */
export function* enqueue(kind: string, payload: object, runAt: number): Work<void> {
  yield* run(insertJob, { kind, payload: JSON.stringify(payload), runAt })
}
