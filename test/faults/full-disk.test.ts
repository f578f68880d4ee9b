import { appendFile, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGION } from '../support/ecrd.ts'
import { silenced } from '../support/ecrd-command.ts'
import { blobOf, imageOf, layerOf, type Manifest } from '../support/images.ts'
import { isRoot } from '../support/machine.ts'
import { type RunningProcess, startProcess, temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024
const main = new URL('../../src/main.ts', import.meta.url).pathname

// Only root may mount a disk that is small enough to fill.
describe.skipIf(!isRoot)('a full disk', () => {
  let folder: TemporaryFolder
  let server: RunningProcess
  let data: string
  let ecr: ECRClient
  let registry: RegistryClient
  beforeAll(async () => {
    folder = await temporaryFolder()
    const mounted = 'mount -t tmpfs -o size=24m none "$0" && exec "$@"'
    const serve = [process.execPath, main, 'serve', '--port', '0', '--data', folder.path]
    const namespace = ['--mount', '--propagation=private']
    server = startProcess('unshare', [...namespace, 'sh', '-c', mounted, folder.path, ...serve], { env: silenced })
    // The disk is the server's alone, in a mount namespace that vanishes with it.
    data = `/proc/${server.pid}/root${folder.path}`
    const announced = await server.until('its address', () =>
      readFile(join(data, 'ecrd.json'), 'utf8').catch(() => undefined),
    )
    const { url } = JSON.parse(announced) as { url: string }
    const ini = await readFile(join(data, 'credentials'), 'utf8')
    const valueOf = (key: string): string => new RegExp(`${key} = (.*)`).exec(ini)?.[1] ?? ''
    const credentials = {
      accessKeyId: valueOf('aws_access_key_id'),
      secretAccessKey: valueOf('aws_secret_access_key'),
    }
    ecr = new ECRClient({ endpoint: url, region: REGION, credentials, maxAttempts: 1 })
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    registry = registryClient(url, { authorizationToken: authorizationData?.[0]?.authorizationToken ?? '' })
  })
  afterAll(async () => {
    ecr.destroy()
    await server.end()
    await folder.remove()
  })

  async function fill(): Promise<void> {
    for (const size of [mebibyte, 4096, 1]) {
      const isFull = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOSPC'
      for (let full = false; !full; ) {
        full = await appendFile(join(data, 'filler'), Buffer.alloc(size)).then(() => false, isFull)
      }
    }
  }
  const makeRoom = (): Promise<void> => rm(join(data, 'filler'))

  const error = { errors: [{ code: 'UNKNOWN', message: 'Internal server error' }] }

  test('refuses what needs room, gives what is there, and takes up where it was when there is room again', async () => {
    const image = imageOf({ layers: [layerOf({ big: noise(mebibyte) })] })
    await registry.pushImage('app', image, 'v1')
    const blob = blobOf(noise(6 * mebibyte, 2))
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    const path = `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    const acknowledged = 2 * mebibyte
    const body = blob.bytes.subarray(0, acknowledged)
    expect((await registry.request('PATCH', path, { body })).status).toBe(202)

    await fill()
    const rest = blob.bytes.subarray(acknowledged)
    for (const method of ['PATCH', 'PUT']) {
      const query = method === 'PUT' ? `?digest=${blob.digest}` : ''
      const refused = await registry.request(method, path + query, { body: rest })
      expect([refused.status, refused.json()]).toEqual([500, error])
    }
    await expectRefusedEverywhere()
    await expectPulled(image)
    expect((await registry.request('GET', path)).headers.range).toBe(`0-${acknowledged - 1}`)

    await makeRoom()
    const headers = { 'content-range': `${acknowledged}-${blob.bytes.length - 1}`, 'content-length': rest.length }
    expect((await registry.request('PATCH', path, { headers, body: rest })).status).toBe(202)
    expect((await registry.request('PUT', `${path}?digest=${blob.digest}`)).status).toBe(201)
    expect((await registry.getBlob('app', blob.digest)).body.equals(blob.bytes)).toBe(true)
    await registry.pushImage('app', imageOf({ config: { Cmd: ['again'] } }), 'v2')
    await expectPulled(image)
  })

  /** Until the log of the database has used up what room it had, small changes may still find some. */
  async function expectRefusedEverywhere(): Promise<void> {
    const statuses = new Set<number>()
    for (let at = 0; at < 200 && !statuses.has(500); at += 1) {
      const { status } = await registry.request('POST', '/v2/app/blobs/uploads/')
      statuses.add(status)
    }
    expect([...statuses].filter((status) => status !== 202)).toEqual([500])
    const created = ecr.send(new CreateRepositoryCommand({ repositoryName: 'other' }))
    await expect(created).rejects.toMatchObject({ name: 'ServerException', $metadata: { httpStatusCode: 500 } })
  }

  async function expectPulled(image: Manifest & { readonly blobs: readonly { digest: string; bytes: Buffer }[] }) {
    const manifest = await registry.getManifest('app', 'v1')
    expect([manifest.status, manifest.body.equals(image.bytes)]).toEqual([200, true])
    for (const { digest, bytes } of image.blobs) {
      expect((await registry.getBlob('app', digest)).body.equals(bytes)).toBe(true)
    }
  }
})
