import type { Job } from '../../src/jobs/define-job.ts'
import { type JobRunner, runJobs } from '../../src/jobs/run-jobs.ts'
import type { Context } from '../../src/request/context.ts'

/** The jobs of these kinds, and every failure of theirs. */
export function runJobsOf(ctx: Context, jobs: readonly Job<never>[]): JobRunner & { readonly failures: unknown[] } {
  const failures: unknown[] = []
  const fail = (error: unknown): void => void failures.push(error)
  const ignore = (): void => undefined
  const reports = { started: ignore, finished: ignore, failed: fail, away: fail, back: ignore }
  return { ...runJobs(ctx, jobs, reports), failures }
}
