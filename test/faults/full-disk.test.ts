import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { REGION } from '../support/ecrd.ts'
import { silenced } from '../support/ecrd-command.ts'
import { blobOf, imageOf, layerOf, type Manifest } from '../support/images.ts'
import { isRoot } from '../support/machine.ts'
import { apiOutage, failureOf, outage } from '../support/outages.ts'
import { type RunningProcess, startProcess, waitFor } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { createSmallDisk, type SmallDisk } from '../support/small-disk.ts'
import { noise } from '../support/upload-rows.ts'
import { ecrdProgram } from '../support/program.ts'

const mebibyte = 1024 * 1024

// Only root may mount a disk that is small enough to fill.
describe.skipIf(!isRoot)('a full disk', () => {
  let disk: SmallDisk
  let server: RunningProcess
  let ecr: ECRClient
  let registry: RegistryClient
  beforeAll(async () => {
    disk = await createSmallDisk(24)
    server = start()
    const { url } = JSON.parse(await announced(server)) as { url: string }
    const ini = await readFile(join(disk.seenFromHere, 'credentials'), 'utf8')
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
    await disk.remove()
  })

  /** Its log lies on the same disk. */
  function start(): RunningProcess {
    const [nsenter, ...there] = disk.enter
    const logged = ['sh', '-c', 'exec "$@" >> "$0/log"', disk.folder, process.execPath, ecrdProgram]
    return startProcess(nsenter, [...there, ...logged, 'serve', '--port', '0', '--data', disk.folder], {
      env: silenced,
    })
  }
  const announced = (started: RunningProcess): Promise<string> =>
    started.until('its address', () => readFile(join(disk.seenFromHere, 'ecrd.json'), 'utf8').catch(() => undefined))
  const log = (): Promise<string> => readFile(join(disk.seenFromHere, 'log'), 'utf8')

  test('refuses what needs room, serves what it has, and continues uploads when there is room again', async () => {
    const image = imageOf({ layers: [layerOf({ big: noise(mebibyte) })] })
    await registry.pushImage('app', image, 'v1')
    const blob = blobOf(noise(6 * mebibyte, 2))
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    const path = `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    const acknowledged = 2 * mebibyte
    const body = blob.bytes.subarray(0, acknowledged)
    expect((await registry.request('PATCH', path, { body })).status).toBe(202)

    await disk.fill()
    const rest = blob.bytes.subarray(acknowledged)
    for (const method of ['PATCH', 'PUT']) {
      const query = method === 'PUT' ? `?digest=${blob.digest}` : ''
      const refused = await registry.request(method, path + query, { body: rest })
      expect(failureOf(refused)).toEqual(outage)
    }
    await expectRefusedEverywhere(image)
    await expectPulled(image)
    expect((await registry.request('GET', path)).headers.range).toBe(`0-${acknowledged - 1}`)

    await disk.makeRoom()
    const headers = { 'content-range': `${acknowledged}-${blob.bytes.length - 1}`, 'content-length': rest.length }
    expect((await registry.request('PATCH', path, { headers, body: rest })).status).toBe(202)
    expect((await registry.request('PUT', `${path}?digest=${blob.digest}`)).status).toBe(201)
    expect((await registry.getBlob('app', blob.digest)).body.equals(blob.bytes)).toBe(true)
    await registry.pushImage('app', imageOf({ config: { Cmd: ['again'] } }), 'v2')
    await expectPulled(image)
    expect((await registry.getManifest('again', 'v1')).status).toBe(404)
    await waitFor('what is logged now', async () => (await log()).includes('"repository":"again"'))
  })

  test('refuses a start and says why, and lets it start when there is room', async () => {
    await server.end()
    await disk.fill()
    const refused = start()
    expect(await refused.exited).toEqual({ code: 1, signal: null })
    expect(refused.output()).toBe(
      `ecrd: The disk of ${disk.folder} is full. Make room, or choose another folder with --data.\n`,
    )
    await disk.makeRoom()
    server = start()
    await announced(server)
  })

  /** Until the log of the database has used up what room it had, small changes may still find some. */
  async function expectRefusedEverywhere(image: Manifest): Promise<void> {
    const statuses = new Set<number>()
    for (let at = 0; at < 200 && !statuses.has(503); at += 1) {
      const { status } = await registry.request('POST', '/v2/app/blobs/uploads/')
      statuses.add(status)
    }
    expect([...statuses].filter((status) => status !== 202)).toEqual([503])
    expect((await registry.pushManifest('app', image, 'full')).status).toBe(503)
    const imageManifest = image.bytes.toString()
    const put = ecr.send(new PutImageCommand({ repositoryName: 'app', imageManifest, imageTag: 'full' }))
    await expect(put).rejects.toMatchObject(apiOutage)
    const created = ecr.send(new CreateRepositoryCommand({ repositoryName: 'other' }))
    await expect(created).rejects.toMatchObject(apiOutage)
  }

  async function expectPulled(image: Manifest & { readonly blobs: readonly { digest: string; bytes: Buffer }[] }) {
    const manifest = await registry.getManifest('app', 'v1')
    expect([manifest.status, manifest.body.equals(image.bytes)]).toEqual([200, true])
    for (const { digest, bytes } of image.blobs) {
      expect((await registry.getBlob('app', digest)).body.equals(bytes)).toBe(true)
    }
  }
})
