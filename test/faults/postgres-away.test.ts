import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type DatabaseProxy, startDatabaseProxy } from '../support/database-proxy.ts'
import { type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { imageOf } from '../support/images.ts'
import { temporaryFolder, waitFor } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { createPostgresStorage } from '../support/storage.ts'

describe('the API, the registry, downloads and /readyz answer 503, then recover, when PostgreSQL', () => {
  let proxy: DatabaseProxy
  let server: Ecrd
  let ecr: ECRClient
  let sts: STSClient
  let registry: RegistryClient
  let downloadUrl: string
  const cleanUp: (() => Promise<void>)[] = []
  const image = imageOf()

  beforeAll(async () => {
    const folder = await temporaryFolder()
    const storage = await createPostgresStorage()
    const database = new URL(storage.databaseUrl)
    proxy = await startDatabaseProxy(Number(database.port))
    database.port = `${proxy.port}`
    server = await startEcrd([...(await storage.settingsIn(folder.path)), '--database', database.href])
    cleanUp.push(server.stop, proxy.close, storage.remove, folder.remove)
    const client = { endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 }
    ecr = new ECRClient(client)
    sts = new STSClient(client)
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    registry = registryClient(server.url, { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' })
    await registry.pushImage('app', image, 'v1')
    const layerDigest = image.blobs[0]?.digest
    downloadUrl = String(
      (await ecr.send(new GetDownloadUrlForLayerCommand({ repositoryName: 'app', layerDigest }))).downloadUrl,
    )
  })
  afterAll(async () => {
    ecr.destroy()
    sts.destroy()
    for (const clean of cleanUp) await clean()
  })
  afterEach(async () => {
    await proxy.recover()
    await waitFor('a server that has mended itself', async () => (await ready()) === 200)
    expect((await registry.getManifest('app', 'v1')).status).toBe(200)
    await logSays('the jobs can be read again')
  })

  /** What is looked for every second is told of now and then; `src/jobs/outage.ts` says how often. */
  async function logSays(last: string): Promise<void> {
    await waitFor(
      last,
      () =>
        server
          .output()
          .match(/the jobs (cannot be read|can be read again)/g)
          ?.at(-1) === last,
    )
  }

  const ready = async (): Promise<number> => (await fetch(`${server.url}/readyz`)).status

  async function expectAwayBehindEveryDoor(): Promise<void> {
    const message = 'The storage is not available at the moment. Try again.'
    const $response = { statusCode: 503, headers: { 'retry-after': '2' } }
    const [pull, push, download, isReady, isAlive] = await Promise.all([
      registry.getManifest('app', 'v1'),
      registry.request('POST', '/v2/app/blobs/uploads/'),
      fetch(downloadUrl),
      ready(),
      fetch(`${server.url}/livez`),
      expect(ecr.send(new DescribeRepositoriesCommand({}))).rejects.toMatchObject({
        name: 'ServerException',
        message,
        $response,
      }),
      expect(sts.send(new GetCallerIdentityCommand({}))).rejects.toMatchObject({
        name: 'ServiceUnavailable',
        message,
        $response,
      }),
    ])
    for (const answer of [pull, push]) {
      expect(answer).toMatchObject({ status: 503, headers: { 'retry-after': '2' } })
      expect(answer.json()).toEqual({ errors: [{ code: 'UNKNOWN', message }] })
    }
    expect([download.status, download.headers.get('retry-after'), await download.text()]).toEqual([
      503,
      '2',
      `${message}\n`,
    ])
    expect([isReady, isAlive.status]).toEqual([503, 200])
    await logSays('the jobs cannot be read')
  }

  test('refuses connections', async () => {
    await proxy.refuse()
    await expectAwayBehindEveryDoor()
  })

  test('does not answer', async () => {
    proxy.fallSilent()
    await expectAwayBehindEveryDoor()
    // Now on connections that were opened into the silence.
    await expectAwayBehindEveryDoor()
  })
})
