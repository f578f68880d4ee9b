import { Counter, type Registry } from 'prom-client'
import type { JobReports } from '../jobs/run-jobs.ts'

/** Reports of jobs that are counted, and passed on. */
export function jobMetrics(registry: Registry): (reports: JobReports) => JobReports {
  const failures = new Counter({
    name: 'ecrd_job_failures_total',
    help: 'Attempts of jobs that failed; each is tried again',
    labelNames: ['kind'],
    registers: [registry],
  })
  return (reports) => ({
    ...reports,
    failed(error, kind) {
      failures.inc({ kind })
      reports.failed(error, kind)
    },
  })
}
