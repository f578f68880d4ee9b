import { run, type Work } from '../database/statement.ts'
import type { Job } from './define-job.ts'
import { insertJob } from './job.table.ts'

export interface Enqueuing {
  /** Milliseconds since 1970: it runs then or later. */
  readonly runAt: number
  /** Where a job of the kind and key waits already, that one is enough: no other is enqueued. */
  readonly dedupeKey?: string
}

/** Has a job run, if the transaction that this is part of commits. */
export function* enqueue<Payload>(
  { kind, encode }: Job<Payload>,
  payload: Payload,
  { runAt, dedupeKey }: Enqueuing,
): Work<void> {
  yield* run(insertJob, { kind, payload: encode(payload), runAt, dedupeKey: dedupeKey ?? null })
}
