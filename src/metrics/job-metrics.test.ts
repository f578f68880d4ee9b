import { Registry } from 'prom-client'
import { expect, it } from 'vitest'
import { jobMetrics } from './job-metrics.ts'

it('counts the attempts of jobs by kind: those that run, failed, and failed for the last time', async () => {
  const registry = new Registry()
  const told: string[] = []
  const reports = jobMetrics(registry)({
    started: (kind) => told.push(`${kind} started`),
    finished: (kind) => told.push(`${kind} finished`),
    failed: (_, { kind }) => told.push(`${kind} failed`),
    away: () => undefined,
    back: () => undefined,
  })
  reports.started('sweep')
  reports.finished('sweep', 1_500)
  for (const isDead of [false, true]) {
    reports.started('copy')
    reports.failed(new Error('away'), { kind: 'copy', id: 1, durationMs: 500, isDead })
  }
  reports.failed(new Error('its server ended'), { kind: 'copy', id: 2, isDead: false })
  reports.started('copy')
  expect(told).toHaveLength(8)
  const text = await registry.metrics()
  expect(text.split('\n').filter((line) => /^ecrd_(?!.*_bucket)/.test(line))).toEqual([
    'ecrd_jobs_running{kind="sweep"} 0',
    'ecrd_jobs_running{kind="copy"} 1',
    'ecrd_job_duration_seconds_sum{kind="sweep"} 1.5',
    'ecrd_job_duration_seconds_count{kind="sweep"} 1',
    'ecrd_job_duration_seconds_sum{kind="copy"} 1',
    'ecrd_job_duration_seconds_count{kind="copy"} 2',
    'ecrd_job_failures_total{kind="copy"} 3',
    'ecrd_job_deaths_total{kind="copy"} 1',
  ])
})
