import { z } from 'zod'
import { dropJob, listFailedJobs, retryJob } from '../../jobs/failed-jobs.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'

export interface ListedJob {
  readonly id: number
  readonly kind: string
  readonly state: 'dead' | 'waits' | 'runs'
  readonly attempts: number
  /** Milliseconds since 1970. */
  readonly failedAt: number
  readonly error: string
}

/** Those that failed and have not succeeded since, oldest first. */
export const listJobsTask: AdminTask<Record<string, never>, readonly ListedJob[]> = {
  name: 'list-jobs',
  input: z.object({}),
  async run({ ctx }) {
    const jobs = await listFailedJobs(ctx)
    return jobs.map((job) => ({
      id: job.id,
      kind: job.kind,
      state: job.died_at !== null ? 'dead' : job.lease !== null ? 'runs' : 'waits',
      attempts: job.attempts,
      failedAt: job.failed_at ?? 0,
      error: job.last_error,
    }))
  },
}

interface OfJob {
  readonly id: number
}

const ofJob = z.object({ id: z.number() })

export const retryJobTask: AdminTask<OfJob, OfJob> = {
  name: 'retry-job',
  input: ofJob,
  async run({ ctx }, { id }) {
    if (!(await retryJob(ctx, id))) throw noSuchJob(id)
    return { id }
  },
}

export const dropJobTask: AdminTask<OfJob, OfJob> = {
  name: 'drop-job',
  input: ofJob,
  async run({ ctx }, { id }) {
    if (!(await dropJob(ctx, id))) throw noSuchJob(id)
    return { id }
  },
}

function noSuchJob(id: number): AdminRefusal {
  return new AdminRefusal(`There is no failed job ${id}, or it runs at the moment. List them with: ecrd jobs list`)
}
