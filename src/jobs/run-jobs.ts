import type { Context } from '../request/context.ts'
import type { Row } from '../database/schema.ts'
import { first, run } from '../database/statement.ts'
import { waitAtMost } from '../platform/wait-at-most.ts'
import { deleteJob, postponeJob, selectDueJob } from './job.table.ts'
import { type OutageReports, watchOutage } from './outage.ts'
import { retryDelayMs } from './retry-delay.ts'

/** What each kind of job does. It may be run twice with the same payload: after a crash nobody knows how far it came. */
export type JobHandlers = Readonly<Record<string, (ctx: Context, payload: never) => Promise<void>>>

/** What is heard of jobs by who watches the server: also when they can't be read, and when they can again. */
export interface JobReports extends OutageReports {
  /** It is tried again later. */
  failed(error: unknown, kind: string): void
}

export interface JobRunner {
  /** Something is due and should not wait for the next look. */
  poke(): void
  /** Runs everything that is due now, and what it makes due now. Fails only when the jobs can't be read or updated. */
  runDue(): Promise<void>
  /** Starts no further job and waits for the one that runs, but not for longer than this: it runs again next time. */
  stop(timeoutMs: number): Promise<void>
}

const lookIntervalMs = 1_000
const maxErrorLength = 1_000

/** Runs jobs one after the other, those that are due longest first. A job that fails is tried again later, for ever. */
export function runJobs(ctx: Context, handlers: JobHandlers, reports: JobReports): JobRunner {
  const outage = watchOutage(ctx.clock, reports)
  let running: Promise<void> | undefined
  let isStopped = false

  async function runAllDue(): Promise<void> {
    while (!isStopped && (await ctx.database.leads())) {
      const job = await ctx.database.read(() => first(selectDueJob, { now: ctx.clock.now() }))
      if (job === undefined) return
      await runJob(job)
    }
  }

  async function runJob(job: Row<'job'>): Promise<void> {
    try {
      const handle = handlers[job.kind]
      if (handle === undefined) throw new Error(`no handler for jobs of kind ${job.kind}`)
      await handle(ctx, JSON.parse(job.payload) as never)
    } catch (error) {
      reports.failed(error, job.kind)
      return postpone(job, error)
    }
    await ctx.database.change(() => run(deleteJob, { id: job.id }))
  }

  async function postpone(job: Row<'job'>, error: unknown): Promise<void> {
    const attempts = job.attempts + 1
    const lastError = String(error).slice(0, maxErrorLength)
    const runAt = ctx.clock.now() + retryDelayMs(attempts)
    await ctx.database.change(() => run(postponeJob, { id: job.id, attempts, lastError, runAt }))
  }

  function runDue(): Promise<void> {
    running ??= runAllDue().finally(() => {
      running = undefined
    })
    return running
  }

  function poke(): void {
    runDue().then(outage.succeeded, outage.failed)
  }

  const timer = setInterval(poke, lookIntervalMs).unref()
  return {
    poke,
    runDue,
    async stop(timeoutMs) {
      isStopped = true
      clearInterval(timer)
      await waitAtMost(timeoutMs, running)
    },
  }
}
