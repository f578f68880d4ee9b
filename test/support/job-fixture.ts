import { onTestFinished } from 'vitest'
import { z } from 'zod'
import type { Row } from '../../src/database/schema.ts'
import { query } from '../../src/database/statement.ts'
import { defineJob, type Job, tryForEver } from '../../src/jobs/define-job.ts'
import { enqueue, type Enqueuing } from '../../src/jobs/enqueue.ts'
import type { JobReports } from '../../src/jobs/job-reports.ts'
import { type JobRunner, runJobs } from '../../src/jobs/run-jobs.ts'
import { randomIds } from '../../src/platform/ids.ts'
import type { Context } from '../../src/request/context.ts'
import type { Dialect } from './databases.ts'
import { runJobsOf } from './jobs.ts'

export const jobStartMs = 2_000

type TextJob = Job<{ text: string }>

/** A kind of job that does this with its text. */
export function textJob(
  kind: string,
  run: (text: string) => Promise<void>,
  limits: { readonly concurrency?: number; readonly maxAttempts?: number } = {},
): TextJob {
  const payload = z.object({ text: z.string() })
  return defineJob({
    kind,
    payload,
    concurrency: 1,
    maxAttempts: tryForEver,
    ...limits,
    run: (_, { text }) => run(text),
  })
}

export interface JobFixture {
  readonly ctx: Context
  /** Both clocks, which move only when told. */
  readonly clock: { nowMs: number }
  readonly systemClock: { nowMs: number }
  /** A server that runs these, and remembers what failed; it is stopped when the test has finished. */
  readonly server: (...jobs: readonly Job<never>[]) => JobRunner & { readonly failures: unknown[] }
  readonly reporting: (reports: JobReports, ...jobs: readonly Job<never>[]) => JobRunner
  readonly add: (job: TextJob, text: string, when?: Partial<Enqueuing>) => Promise<void>
  readonly rows: () => Promise<Row<'job'>[]>
}

/** What jobs need, over a new database. */
export async function jobFixture(dialect: Dialect): Promise<JobFixture> {
  const database = await dialect.freshDatabase()
  const clock = { nowMs: jobStartMs, now: () => clock.nowMs }
  const systemClock = { nowMs: jobStartMs, now: () => systemClock.nowMs }
  const ctx = { database, clock, systemClock, ids: randomIds } as unknown as Context
  const stopping = <T extends JobRunner>(runner: T): T => {
    onTestFinished(() => runner.stop(0))
    return runner
  }
  return {
    ctx,
    clock,
    systemClock,
    server: (...jobs) => stopping(runJobsOf(ctx, jobs)),
    reporting: (reports, ...jobs) => stopping(runJobs(ctx, jobs, reports)),
    add: (job, text, when) => database.change(() => enqueue(job, { text }, { runAt: 0, ...when })),
    rows: () => database.read(() => query((db) => db.selectFrom('job').selectAll().orderBy('id'))),
  }
}
