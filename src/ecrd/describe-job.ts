import type { Row } from '../database/schema.ts'
import type { Job, JobState } from '../generated/ecrd.ts'

/** A job that failed, as everybody is told of it. */
export function describeJob(job: Row<'job'>): Job {
  const { id, kind, attempts, failed_at: failedAt, last_error: lastError } = job
  return { id, kind, state: stateOf(job), attempts, failedAt: failedAt ?? 0, lastError }
}

function stateOf({ died_at: diedAt, lease }: Row<'job'>): JobState {
  if (diedAt !== null) return 'DEAD'
  return lease === null ? 'WAITING' : 'RUNNING'
}
