import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { IAMClient, SimulateCustomPolicyCommand } from '@aws-sdk/client-iam'
import { GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { type DevClock, openDevClock } from '../../../src/dev/dev-clock.ts'
import { leaseMs } from '../../../src/ecr/layers/layer-rules.ts'
import { blobOf, imageOf, incompressible } from '../../support/images.ts'
import { type RegistryClient, registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

const hourMs = 60 * 60 * 1000
const dayMs = 24 * hourMs
/** For storages that take their time. */
const patience = { timeout: 60_000 }
const credentials = { accessKeyId: 'test', secretAccessKey: 'any' }

/** Anew for each test: what is done in the future of one would be in the future of the others. */
let server: TestServer
let clock: DevClock
let ecr: ECRClient
beforeEach(async () => {
  server = await startTestServer({ dev: true, simulatedCharactersPerMinute: 1_000 })
  if (server.running.devClock === undefined) throw new Error('a server with --dev has no clock that can be moved')
  clock = server.running.devClock
  ecr = new ECRClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  return async () => {
    ecr.destroy()
    await server.stop()
  }
})

const advance = (byMs: number) => clock.move({ kind: 'advance', byMs })

async function login(): Promise<RegistryClient> {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  return registryClient(server.url, { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' })
}

describe('after the clock was moved', () => {
  test('a registry token of before has expired, and a new one works', async () => {
    const before = await login()
    await advance(11 * hourMs)
    expect((await before.request('GET', '/v2/')).status).toBe(200)
    await advance(2 * hourMs)
    expect((await before.request('GET', '/v2/')).status).toBe(403)
    expect((await (await login()).request('GET', '/v2/')).status).toBe(200)
  })

  test('a session of before has expired, for requests that are signed now', async () => {
    const sts = new STSClient({ endpoint: server.url, region: server.region, credentials })
    const { Credentials: session } = await sts.send(new GetSessionTokenCommand({ DurationSeconds: 900 }))
    sts.destroy()
    const key = {
      accessKeyId: session?.AccessKeyId ?? '',
      secretAccessKey: session?.SecretAccessKey ?? '',
      sessionToken: session?.SessionToken ?? '',
    }
    const ask = () => askSigned(server, 'DescribeRegistry', {}, { credentials: key, signedAt: new Date() })
    expect((await ask()).status).toBe(200)
    await advance(900_000)
    expect((await ask()).json()).toMatchObject({ __type: 'ExpiredTokenException' })
  })

  test('an upload that was left alone for a day is gone at once', async () => {
    const location = String((await (await login()).request('POST', '/v2/app/blobs/uploads/')).headers.location)
    await advance(23 * hourMs)
    expect((await (await login()).request('GET', location)).status).toBe(204)
    await advance(2 * hourMs)
    expect((await (await login()).request('GET', location)).status).toBe(404)
  })

  test('a layer that no image names is gone at once, and its bytes are after another day', async () => {
    const layer = blobOf(incompressible(100_000))
    await (await login()).pushBlob('app', layer)
    await advance(2 * dayMs)
    expect((await (await login()).request('GET', `/v2/app/blobs/${layer.digest}`)).status).toBe(404)
    expect(await server.keptBytes.storageKeys()).toHaveLength(1)
    await advance(2 * dayMs)
    await vi.waitFor(async () => expect(await server.keptBytes.storageKeys()).toEqual([]), patience)
  })

  test('the bytes of what was deleted are removed a day after the clock was taken back', async () => {
    await advance(365 * dayMs)
    const layer = blobOf(incompressible(100_000))
    await (await login()).pushBlob('app', layer)
    await advance(2 * dayMs)
    expect(await server.keptBytes.storageKeys()).toHaveLength(1)
    await clock.move({ kind: 'reset' })
    await advance(2 * dayMs)
    await vi.waitFor(async () => expect(await server.keptBytes.storageKeys()).toEqual([]), patience)
  })

  test('what is made is dated by it', async () => {
    await advance(30 * dayMs)
    const { repository } = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'later' }))
    const createdAt = repository?.createdAt?.getTime() ?? 0
    expect(createdAt).toBeGreaterThan(clock.now() - hourMs)
    expect(createdAt).toBeLessThanOrEqual(clock.now())
  })

  test('signatures are dated by the system’s time', async () => {
    await advance(30 * dayMs)
    const ask = (signedAt: Date) => askSigned(server, 'DescribeRegistry', {}, { credentials, signedAt })
    expect((await ask(new Date())).status).toBe(200)
    expect((await ask(new Date(clock.now()))).json()).toMatchObject({
      __type: 'InvalidSignatureException',
      message: expect.stringContaining('Signature not yet current') as string,
    })
  })

  test('a download URL of before works, for its hour', async () => {
    const image = imageOf()
    await (await login()).pushImage('app', image, 'v1')
    const layerDigest = image.blobs[0]?.digest
    const named = new GetDownloadUrlForLayerCommand({ repositoryName: 'app', layerDigest })
    const url = new URL((await ecr.send(named)).downloadUrl ?? '')
    const download = () => registryClient(server.url).request('GET', url.pathname)
    await advance(30 * dayMs)
    expect((await download()).status).toBe(200)
    server.clock.advance(hourMs)
    expect((await download()).text).toBe('The URL has expired.\n')
  })

  test('who holds an upload goes on holding it', async () => {
    const registry = await login()
    const location = String((await registry.request('POST', '/v2/app/blobs/uploads/')).headers.location)
    const leases = async (): Promise<readonly number[]> => {
      const rows = await server.running.ctx.database.read(() =>
        query((db) => db.selectFrom('upload').select('lease_expires_at')),
      )
      return rows.map((row) => row.lease_expires_at)
    }
    async function* body() {
      yield incompressible(2_000_000)
      await vi.waitFor(async () => expect(await leases()).not.toEqual([0]), patience)
      await advance(hourMs)
      for (const leaseExpiresAt of await leases()) expect(leaseExpiresAt).toBeLessThanOrEqual(Date.now() + leaseMs)
      yield incompressible(2_000_000, 1)
    }
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await registry.request('PATCH', location, { headers, body: body() })
    expect([answer.status, answer.headers.range]).toEqual([202, '0-3999999'])
  })

  test('who has used up a rate has not got it back', async () => {
    const iam = new IAMClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
    const Action = Array.from({ length: 4_000 }, (_, at) => `ecr:Operation${at}`)
    const policy = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }
    const simulate = () =>
      iam.send(new SimulateCustomPolicyCommand({ PolicyInputList: [JSON.stringify(policy)], ActionNames: ['ecr:*'] }))
    await simulate()
    await advance(dayMs)
    await expect(simulate()).rejects.toMatchObject({ name: 'Throttling' })
    iam.destroy()
  })

  test('a reset takes it back, and /readyz says so no more', async () => {
    const ready = async () => (await registryClient(server.url).request('GET', '/readyz')).text
    await advance(30 * dayMs)
    expect(await ready()).toContain('the clock is ahead of the system')
    expect((await registryClient(server.url).request('POST', '/moto-api/reset')).status).toBe(200)
    expect(clock.offsetMs).toBe(0)
    expect(await ready()).not.toContain('the clock is ahead')
  })
})

test('a server follows who moves the clock of its database, and collects then', async () => {
  const location = String((await (await login()).request('POST', '/v2/app/blobs/uploads/')).headers.location)
  const { database, systemClock } = server.running.ctx
  const other = await openDevClock(database, systemClock)
  await other.move({ kind: 'advance', byMs: 2 * dayMs })
  await vi.waitFor(() => expect(clock.offsetMs).toBe(2 * dayMs), patience)
  const look = async () => (await (await login()).request('GET', location)).status
  await vi.waitFor(async () => expect(await look()).toBe(404), patience)
})

describe('a server without --dev', () => {
  test('goes by the system’s time, whatever its database says', async () => {
    const real = await startTestServer()
    expect(real.running.devClock).toBeUndefined()
    expect(real.running.ctx.clock).toBe(real.running.ctx.systemClock)
    await real.stop()
  })
})
