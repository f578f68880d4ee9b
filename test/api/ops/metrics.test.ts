import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { join } from 'node:path'
import { expect, test as plain } from 'vitest'
import { valueOf } from '../../support/read-metrics.ts'
import { startTestServer } from '../../support/test-server.ts'
import { layer, repositoryName, test } from './metrics-test.ts'

const docs = join(import.meta.dirname, '../../../docs')

const layerBytes = layer.bytes.byteLength

test('a push is measured: its bytes, where they are kept, and how long it took', async ({ server, metrics }) => {
  await server.registry.getBlob(repositoryName, layer.digest)
  const samples = await metrics()
  const uploads = { door: 'oci', operation: 'CompleteLayerUpload' }
  expect(valueOf(samples, 'ecrd_request_received_bytes_total', uploads)).toBeGreaterThanOrEqual(layerBytes)
  expect(valueOf(samples, 'ecrd_request_duration_seconds_count', uploads)).toBe(2)
  expect(valueOf(samples, 'ecrd_blob_store_bytes_total', { direction: 'written' })).toBeGreaterThanOrEqual(layerBytes)
  expect(valueOf(samples, 'ecrd_blob_store_bytes_total', { direction: 'read' })).toBeGreaterThanOrEqual(layerBytes)
  expect(valueOf(samples, 'ecrd_blob_store_call_duration_seconds_count', { call: 'commit' })).toBe(1)
  expect(valueOf(samples, 'ecrd_database_transaction_duration_seconds_count', { kind: 'change' })).toBeGreaterThan(0)
  expect(valueOf(samples, 'ecrd_blob_store_failures_total')).toBe(0)
  expect(valueOf(samples, 'ecrd_uploads_open')).toBe(0)
  expect(valueOf(samples, 'ecrd_connections')).toBeGreaterThan(0)
  expect(valueOf(samples, 'ecrd_request_memory_limit_bytes')).toBe(112 * 1024 * 1024)
})

test('docs/metrics.md names the metrics that a server serves, and no other', async ({ metricsUrl }) => {
  const page = await readFile(join(docs, 'metrics.md'), 'utf8')
  const described = [...page.matchAll(/^\| `(ecrd_\w+)` \| (\w+)/gm)].map(([, name, type]) => `${name} ${type}`)
  const served = (await typesOf(metricsUrl)).filter((each) => each.startsWith('ecrd_'))
  expect(described.toSorted()).toEqual(served.toSorted())
})

test('the dashboard asks only for metrics that a server serves', async ({ metricsUrl }) => {
  const dashboard = JSON.parse(await readFile(join(docs, 'grafana-dashboard.json'), 'utf8')) as Dashboard
  const expressions = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr))
  const asked = expressions.flatMap((expression) => expression.match(/\b(ecrd|process|nodejs)_\w+/g) ?? [])
  const served = (await typesOf(metricsUrl)).map((each) => each.replace(/ .*/, ''))
  const known = new Set(served.flatMap((name) => [name, `${name}_bucket`, `${name}_sum`, `${name}_count`]))
  expect(asked.filter((name) => !known.has(name))).toEqual([])
  expect(dashboard.panels.filter(({ targets }) => targets.length === 0)).toEqual([])
})

test.for([
  ['GET', '/', 404],
  ['GET', '/v2/', 404],
  ['GET', '/metrics/', 404],
  ['POST', '/metrics', 405],
  ['GET', '/metrics?name=any', 200],
] as const)('%s %s beside the metrics is answered %i', async ([method, path, status], { metricsUrl }) => {
  const answer = await fetch(new URL(path, metricsUrl), { method })
  await answer.arrayBuffer()
  expect(answer.status).toBe(status)
})

test('metrics are answered to HEAD, and to names of this machine only', async ({ metricsUrl }) => {
  const ask = (method: string, host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const asked = request(metricsUrl, { method, headers: { host } }, (answer) => resolve(answer.resume().statusCode))
      asked.on('error', reject).end()
    })
  expect(await ask('HEAD', 'localhost:9100')).toBe(200)
  for (const host of ['127.0.0.1', '[::1]:9100']) expect(await ask('GET', host)).toBe(200)
  for (const host of ['evil.example.com', 'localhost.example.com:9100']) expect(await ask('GET', host)).toBe(403)
})

plain('metrics end with their server', async () => {
  const server = await startTestServer({ metricsPort: 0 })
  const { metricsUrl = '' } = server.running
  expect(metricsUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/metrics$/)
  await server.stop()
  await expect(fetch(metricsUrl)).rejects.toThrow('fetch failed')
})

plain('a server without --metrics-port has no metrics', async () => {
  const server = await startTestServer()
  expect(server.running.metricsUrl).toBeUndefined()
  await server.stop()
})

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[]
}

/** `ecrd_connections gauge`, of every metric. */
async function typesOf(metricsUrl: string): Promise<readonly string[]> {
  const text = await (await fetch(metricsUrl)).text()
  return [...text.matchAll(/^# TYPE (\w+ \w+)$/gm)].map(([, type = '']) => type)
}
