import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { test as base } from 'vitest'
import { imageOf, incompressible, layerOf } from '../../support/images.ts'
import { growthOf, readMetrics, type Sample } from '../../support/read-metrics.ts'
import { startTestServer } from '../../support/test-server.ts'

export const repositoryName = 'secret-team/app'

/** Too large for a row of the database. */
export const layer = layerOf({ file: incompressible(3 * 1024 * 1024) })
export const image = imageOf({ layers: [layer] })

/** A server whose metrics are read. */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer({ metricsPort: 0 })
    onCleanup(server.stop)
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
    await server.registry.pushImage(repositoryName, image, 'v1')
    return server
  })
  .extend('metricsUrl', { scope: 'file' }, ({ server: { running } }) => running.metricsUrl ?? '')
  .extend(
    'metrics',
    ({ metricsUrl }) =>
      (): Promise<readonly Sample[]> =>
        readMetrics(metricsUrl),
  )
  /** How many requests with these labels are counted while something is asked. */
  .extend(
    'requestsOf',
    ({ metricsUrl }) =>
      (labels: Sample['labels'], ask: () => Promise<unknown>) =>
        growthOf(metricsUrl, ['ecrd_requests_total', labels], ask),
  )
