import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { JobReports } from '../jobs/job-reports.ts'
import { durationBuckets } from './duration-buckets.ts'

/** Reports of jobs that are counted, and passed on. */
export function jobMetrics(registry: Registry): (reports: JobReports) => JobReports {
  const registers = [registry]
  const labelNames = ['kind'] as const
  const running = new Gauge({
    name: 'ecrd_jobs_running',
    help: 'Jobs that this server runs at the moment',
    labelNames,
    registers,
  })
  const durations = new Histogram({
    name: 'ecrd_job_duration_seconds',
    help: 'Attempts of jobs that this server made, those that failed included',
    labelNames,
    buckets: durationBuckets,
    registers,
  })
  const failures = new Counter({
    name: 'ecrd_job_failures_total',
    help: 'Attempts of jobs that failed, those of servers that ended included',
    labelNames,
    registers,
  })
  const deaths = new Counter({
    name: 'ecrd_job_deaths_total',
    help: 'Jobs that failed for the last time: `ecrd jobs list` shows them',
    labelNames,
    registers,
  })

  function ended(kind: string, durationMs: number): void {
    running.dec({ kind })
    durations.observe({ kind }, durationMs / 1000)
  }
  return (reports) => ({
    ...reports,
    started(kind) {
      running.inc({ kind })
      reports.started(kind)
    },
    finished(kind, durationMs) {
      ended(kind, durationMs)
      reports.finished(kind, durationMs)
    },
    failed(error, attempt) {
      const { kind, durationMs, isDead } = attempt
      if (durationMs !== undefined) ended(kind, durationMs)
      failures.inc({ kind })
      if (isDead) deaths.inc({ kind })
      reports.failed(error, attempt)
    },
  })
}
