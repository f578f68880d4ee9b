import { CreateRepositoryCommand, DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imageOf, layerOf } from '../support/images.ts'
import { waitFor } from '../support/processes.ts'
import { type Node, startTwoServers, type TwoServers } from '../support/two-servers.ts'
import { digestOf, noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024

describe('two servers on one PostgreSQL and one bucket', () => {
  let servers: TwoServers
  let one: Node
  let other: Node
  beforeAll(async () => {
    servers = await startTwoServers()
    ;[one, other] = servers.nodes
    await one.ecr.send(new CreateRepositoryCommand({ repositoryName: 'hops' }))
  })
  afterAll(() => servers.stop())

  test('share one root key, although both start on an empty database at once', () => {
    expect(one.credentials).toBe(other.credentials)
  })

  test('show each other’s changes at the next request', async () => {
    const image = imageOf({ layers: [layerOf({ 'in the bucket': noise(100_000) })] })
    for (let round = 0; round < 10; round += 1) {
      const [here, there] = round % 2 === 0 ? [one, other] : [other, one]
      const repositoryName = `seen-${round}`
      await here.ecr.send(new CreateRepositoryCommand({ repositoryName }))
      const described = await there.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
      expect(described.repositories).toHaveLength(1)
      await there.registry.pushImage(repositoryName, image, 'v1')
      expect((await here.registry.getManifest(repositoryName, 'v1')).body).toEqual(image.bytes)
      for (const { digest, bytes } of image.blobs) {
        expect((await here.registry.getBlob(repositoryName, digest)).body.equals(bytes)).toBe(true)
      }
      expect((await there.registry.request('DELETE', `/v2/${repositoryName}/manifests/v1`)).status).toBe(202)
      expect((await here.registry.getManifest(repositoryName, 'v1')).status).toBe(404)
    }
  })

  async function openUpload({ registry }: Node): Promise<string> {
    const opened = await registry.request('POST', '/v2/hops/blobs/uploads/')
    return new URL(String(opened.headers.location)).pathname
  }

  async function append({ registry }: Node, path: string, start: number, body: Buffer): Promise<void> {
    const range = `${start}-${start + body.length - 1}`
    const headers = { 'content-length': body.length, 'content-range': range }
    expect((await registry.request('PATCH', path, { headers, body })).status).toBe(202)
  }

  // What a hop costs S3 is counted in test/faults/s3-uploads.test.ts.
  test('take up each other’s uploads, request by request', async () => {
    const bytes = noise(20 * mebibyte + 7)
    const path = await openUpload(one)
    const partBytes = 1_700_001
    for (let start = 0, at = 0; start < bytes.length; start += partBytes, at += 1) {
      await append(at % 2 === 0 ? other : one, path, start, bytes.subarray(start, start + partBytes))
    }
    const digest = digestOf(bytes)
    expect((await other.registry.request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
    for (const { registry } of [one, other]) {
      expect(digestOf((await registry.getBlob('hops', digest)).body)).toBe(digest)
    }
  })

  test('run their jobs on either; when one is killed, the other takes over its jobs and uploads', async () => {
    const triesOf = ({ process }: Node): number => process.output().split('"job failed"').length - 1
    const due = `insert into job (kind, payload, run_at, attempts, last_error) values ('remove-bytes', '{}', 0, 0, '')`
    await servers.database.run(due)
    // Its payload lacks the key: it is tried again and again, later each time; each time it is told in the log.
    await waitFor('two tries', () => triesOf(one) + triesOf(other) >= 2)
    const [killed, survivor] = triesOf(one) > 0 ? [one, other] : [other, one]

    const bytes = noise(12 * mebibyte, 2)
    const path = await openUpload(killed)
    await append(killed, path, 0, bytes.subarray(0, 10 * mebibyte))
    await killed.process.end('SIGKILL')
    const triesBefore = triesOf(survivor)
    await servers.database.run("update job set lease = 'of the killed server', available_at = 0")
    await waitFor('another try', () => triesOf(survivor) > triesBefore)
    await append(survivor, path, 10 * mebibyte, bytes.subarray(10 * mebibyte))
    const digest = digestOf(bytes)
    expect((await survivor.registry.request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
    expect(digestOf((await survivor.registry.getBlob('hops', digest)).body)).toBe(digest)
  })
})
