import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { canFailDisk, type DiskFault, type EcrdOnFailingDisk, startEcrdOnFailingDisk } from '../support/failing-disk.ts'
import { type Blob, blobOf, imageOf, layerOf } from '../support/images.ts'
import { failureOf, outage } from '../support/outages.ts'
import { waitFor } from '../support/processes.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024
const at = '/blobs/'

describe.runIf(canFailDisk)('a disk of blobs', () => {
  let server: EcrdOnFailingDisk
  beforeAll(async () => {
    server = await startEcrdOnFailingDisk()
  })
  afterEach(() => server.disk.fail())
  afterAll(() => server.stop())

  async function openUpload(): Promise<string> {
    const opened = await server.client.request('POST', '/v2/app/blobs/uploads/')
    expect(opened.status).toBe(202)
    return `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
  }
  const finish = (path: string, { digest, bytes }: Blob, first = 0) =>
    server.client.request('PUT', `${path}?digest=${digest}`, { body: bytes.subarray(first) })
  const isWhole = async ({ digest, bytes }: Blob): Promise<boolean> =>
    (await server.client.getBlob('app', digest)).body.equals(bytes)

  const faults: [what: string, seed: number, DiskFault][] = [
    ['can’t be written', 10, { calls: ['write'], error: 'EIO', at }],
    ['doesn’t keep what was written', 20, { calls: ['sync'], error: 'EIO', at }],
    ['has become read-only', 30, { calls: ['write', 'make'], error: 'EROFS', at }],
  ]
  test.each(faults)('that %s refuses pushes, loses nothing, and takes them again later', async (what, seed, fault) => {
    const blob = (number: number): Blob => blobOf(noise(6 * mebibyte, seed + number))
    const [kept, begun, fresh] = [blob(0), blob(1), blob(2)]
    await server.client.pushBlob('app', kept)
    const path = await openUpload()
    const acknowledged = 2 * mebibyte + 5
    const first = { body: begun.bytes.subarray(0, acknowledged) }
    expect((await server.client.request('PATCH', path, first)).status).toBe(202)

    await server.disk.fail(fault)
    const freshPath = await openUpload()
    expect(failureOf(await finish(freshPath, fresh))).toEqual(outage)
    const rest = { body: begun.bytes.subarray(acknowledged) }
    expect(failureOf(await server.client.request('PATCH', path, rest))).toEqual(outage)
    expect(failureOf(await finish(path, begun, acknowledged))).toEqual(outage)
    expect((await server.client.request('GET', path)).headers.range).toBe(`0-${acknowledged - 1}`)
    for (const { digest } of [begun, fresh]) expect((await server.client.getBlob('app', digest)).status).toBe(404)
    expect(await isWhole(kept)).toBe(true)
    await server.client.pushImage('app', imageOf({ layers: [layerOf({ small: what })] }), 'lies-in-rows')

    await server.disk.fail()
    expect((await finish(path, begun, acknowledged)).status).toBe(201)
    expect((await finish(freshPath, fresh)).status).toBe(201)
    await server.crash()
    for (const blob of [kept, begun, fresh]) expect(await isWhole(blob)).toBe(true)
  })

  test('that can’t be read refuses only what needs its bytes, and has them all later', async () => {
    const blob = blobOf(noise(5 * mebibyte))
    await server.client.pushBlob('app', blob)
    await server.disk.fail({ calls: ['read'], error: 'EIO', at })
    expect((await server.client.request('HEAD', `/v2/app/blobs/${blob.digest}`)).status).toBe(200)
    expect(failureOf(await server.client.getBlob('app', blob.digest))).toEqual(outage)
    // The operator is told what it was.
    await waitFor('the reason', () => server.output().includes('EIO: i/o error, read'))
    await server.disk.fail()
    expect(await isWhole(blob)).toBe(true)
  })

  test('that can’t be read refuses to continue an upload after a crash, and continues it later', async () => {
    const blob = blobOf(noise(4 * mebibyte, 2))
    const path = await openUpload()
    const acknowledged = 3 * mebibyte
    const first = { body: blob.bytes.subarray(0, acknowledged) }
    expect((await server.client.request('PATCH', path, first)).status).toBe(202)
    await server.crash()
    await server.disk.fail({ calls: ['read'], error: 'EIO', at })
    expect(failureOf(await finish(path, blob, acknowledged))).toEqual(outage)
    await server.disk.fail()
    expect((await finish(path, blob, acknowledged)).status).toBe(201)
    expect(await isWhole(blob)).toBe(true)
  })
})
