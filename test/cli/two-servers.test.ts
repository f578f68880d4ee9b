import { randomBytes } from 'node:crypto'
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Serving, serveFolder } from '../support/ecrd-command.ts'
import { imageOf } from '../support/images.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../support/postgres-databases.ts'
import { temporaryFolder, waitFor } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { digestOf, noise } from '../support/upload-rows.ts'

/** A server of its own data folder, and clients for it. */
interface Node extends Serving {
  readonly credentials: string
  readonly ecr: ECRClient
  readonly registry: RegistryClient
}

describe('two servers on one PostgreSQL', () => {
  let database: PostgresDatabase
  let nodes: readonly [Node, Node]
  const cleanUp: (() => Promise<unknown>)[] = []

  beforeAll(async () => {
    // Without tables: the two meet over creating them, and over the first key.
    database = await createPostgresDatabase('template template0')
    const folder = await temporaryFolder()
    await writeFile(join(folder.path, 'master.key'), randomBytes(32))
    await mkdir(join(folder.path, 'blobs'))
    cleanUp.push(database.drop, folder.remove)
    nodes = await Promise.all([startNode(folder.path, 'one'), startNode(folder.path, 'other')])
    cleanUp.unshift(...nodes.map((node) => () => node.process.end()))
  })
  afterAll(async () => {
    for (const { ecr } of nodes) ecr.destroy()
    for (const clean of cleanUp) await clean()
  })

  /** Both find their layers in the same place. */
  async function startNode(shared: string, name: string): Promise<Node> {
    const data = join(shared, name)
    await mkdir(data)
    await symlink(join(shared, 'blobs'), join(data, 'blobs'))
    const settings = ['--database', database.url, '--master-key-file', join(shared, 'master.key')]
    const serving = await serveFolder(data, settings)
    const credentials = await readFile(join(data, 'credentials'), 'utf8')
    const [, accessKeyId = ''] = /aws_access_key_id *= *(\S+)/.exec(credentials) ?? []
    const [, secretAccessKey = ''] = /aws_secret_access_key *= *(\S+)/.exec(credentials) ?? []
    const ecr = new ECRClient({
      endpoint: serving.announcement.url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
    })
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
    return { ...serving, credentials, ecr, registry: registryClient(serving.announcement.url, { authorizationToken }) }
  }

  test('have one root key, though both started on an empty database at once', () => {
    const [one, other] = nodes
    expect(one.credentials).toBe(other.credentials)
  })

  test('show each other’s changes on the next request', async () => {
    const [one, other] = nodes
    const image = imageOf()
    for (let round = 0; round < 10; round += 1) {
      const [here, there] = round % 2 === 0 ? [one, other] : [other, one]
      const repositoryName = `seen-${round}`
      await here.ecr.send(new CreateRepositoryCommand({ repositoryName }))
      const described = await there.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
      expect(described.repositories).toHaveLength(1)
      await there.registry.pushImage(repositoryName, image, 'v1')
      expect((await here.registry.getManifest(repositoryName, 'v1')).body).toEqual(image.bytes)
      expect((await there.registry.request('DELETE', `/v2/${repositoryName}/manifests/v1`)).status).toBe(202)
      expect((await here.registry.getManifest(repositoryName, 'v1')).status).toBe(404)
    }
  })

  test('take up each other’s uploads, request by request', async () => {
    const [one, other] = nodes
    await one.ecr.send(new CreateRepositoryCommand({ repositoryName: 'hops' }))
    const bytes = noise(5 * 1_048_576 + 7)
    const opened = await one.registry.request('POST', '/v2/hops/blobs/uploads/')
    const path = new URL(String(opened.headers.location)).pathname
    const partBytes = 700_001
    for (let start = 0, at = 0; start < bytes.length; start += partBytes, at += 1) {
      const body = bytes.subarray(start, start + partBytes)
      const range = `${start}-${start + body.length - 1}`
      const headers = { 'content-length': body.length, 'content-range': range }
      const node = at % 2 === 0 ? other : one
      expect((await node.registry.request('PATCH', path, { headers, body })).status).toBe(202)
    }
    const digest = digestOf(bytes)
    expect((await other.registry.request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
    for (const { registry } of nodes) expect(digestOf((await registry.getBlob('hops', digest)).body)).toBe(digest)
  })

  test('have their jobs done by one of them, and by the other when that one is gone', async () => {
    const triesOf = ({ process }: Node): number => process.output().split('"job failed"').length - 1
    const due = `insert into job (kind, payload, run_at, attempts, last_error) values ('unheard-of', '{}', 0, 0, '')`
    await database.run(due)
    // It is tried again and again, later each time; each time it is told in the log.
    await waitFor('two tries', () => triesOf(nodes[0]) + triesOf(nodes[1]) >= 2)
    const [leader, follower] = triesOf(nodes[0]) > 0 ? nodes : [nodes[1], nodes[0]]
    expect(triesOf(follower)).toBe(0)
    await leader.process.end('SIGKILL')
    await database.run('update job set run_at = 0')
    await waitFor('a try of the other', () => triesOf(follower) > 0)
  })
})
