import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { Announcement } from '../../src/cli/announcement.ts'
import { startEcrd } from '../support/ecrd.ts'
import { readMetrics, valueOf } from '../support/read-metrics.ts'

test('ecrd serve --metrics-port tells people and programs where the metrics are', async () => {
  const server = await startEcrd(['--metrics-port', '0'])
  onTestFinished(server.stop)
  const text = await readFile(join(server.folder, 'ecrd.json'), 'utf8')
  const { metricsUrl = '' } = JSON.parse(text) as Announcement
  expect(server.output()).toContain(`Metrics for Prometheus, for programs of this machine: ${metricsUrl}\n`)
  const samples = await readMetrics(metricsUrl)
  expect(valueOf(samples, 'process_resident_memory_bytes')).toBeGreaterThan(0)
  expect(samples.map(({ name }) => name)).toContain('nodejs_eventloop_lag_p99_seconds')
})
