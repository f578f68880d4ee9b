import { z } from 'zod'
import { describeJob } from '../../ecrd/describe-job.ts'
import type { Job } from '../../generated/ecrd.ts'
import { dropJob, findAllFailedJobs, retryJob } from '../../jobs/failed-jobs.ts'
import { AdminRefusal, type AdminTask } from './admin-task.ts'

/** Those that failed and have not succeeded since, oldest first. */
export const listJobsTask: AdminTask<Record<string, never>, readonly Job[]> = {
  name: 'list-jobs',
  input: z.object({}),
  async run({ ctx }) {
    const jobs = await findAllFailedJobs(ctx)
    return jobs.map(describeJob)
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
