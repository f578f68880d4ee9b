import { waitAtMost } from '../platform/wait-at-most.ts'
import type { Context } from '../request/context.ts'
import type { Job } from './define-job.ts'
import type { JobReports } from './job-reports.ts'
import { createLane } from './lane.ts'
import { watchOutage } from './outage.ts'

export interface JobRunner {
  /** Something is due and should not wait for the next look. */
  poke(): void
  /** Runs everything that is due now, and what it makes due now. Fails only when the jobs can't be read or updated. */
  runDue(): Promise<void>
  /** Starts no further job and waits for those that run, but not for longer than this: they run again when their leases expire. */
  stop(timeoutMs: number): Promise<void>
}

const lookIntervalMs = 1_000

/** Runs the jobs of these kinds, each kind in a lane of its own, beside whatever other servers share the database. */
export function runJobs(ctx: Context, jobs: readonly Job<never>[], reports: JobReports): JobRunner {
  const outage = watchOutage(ctx.systemClock, reports)
  const lanes = jobs.map((job) => createLane(ctx, job, { ...reports, away: outage.failed, back: outage.succeeded }))

  const settle = (): Promise<unknown> => Promise.all(lanes.map((lane) => lane.settle()))
  const begun = (): number => lanes.reduce((sum, lane) => sum + lane.begun, 0)

  function poke(): void {
    for (const lane of lanes) lane.look()
  }

  async function runDue(): Promise<void> {
    for (let before = -1; before < begun(); ) {
      before = begun()
      // A worker that is just ending has looked before.
      await settle()
      poke()
      await settle()
    }
  }

  const timer = setInterval(poke, lookIntervalMs).unref()
  return {
    poke,
    runDue,
    async stop(timeoutMs) {
      clearInterval(timer)
      for (const lane of lanes) lane.stop()
      await waitAtMost(timeoutMs, settle())
    },
  }
}
