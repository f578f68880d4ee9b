import { readFile } from 'node:fs/promises'
import { Agent, get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { platform } from 'node:os'
import { DeleteRepositoryCommand, InitiateLayerUploadCommand, UploadLayerPartCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { blobOf } from '../support/images.ts'
import { openRequest } from '../support/open-request.ts'
import { waitFor } from '../support/processes.ts'
import { storageKind } from '../support/storage.ts'
import type { TestServer } from '../support/test-server.ts'
import { noise } from '../support/upload-rows.ts'
import { expectRefusal, test } from '../oci/oci-test.ts'
import { nothing, type TestRepository } from '../oci/test-repository.ts'

const mebibyte = 1024 * 1024
const isInFiles = storageKind.blobs === 'files'
/** Half of it is more than what a store may gather before it begins to write: a part in S3, 8 MiB. */
const blob = blobOf(noise(20 * mebibyte))
const size = blob.bytes.length
const half = blob.bytes.subarray(0, size / 2)

/** How far the only upload of a repository got, once that is more than nothing. */
const progressOf = (repository: TestRepository): Promise<number> =>
  waitFor('bytes that are acknowledged', async () => {
    const [received = 0] = (await repository.stored()).uploads
    return received > 0 && received
  })

/** Waits until the store has begun so many more uploads than at first. */
async function countingBegun({ keptBytes }: TestServer): Promise<(more: number) => Promise<unknown>> {
  const before = await keptBytes.begun()
  return (more) => waitFor(`${more} more begun`, async () => (await keptBytes.begun()).length === before.length + more)
}

async function finishFrom({ ask, stored }: TestRepository, upload: string): Promise<void> {
  const [received = 0] = (await stored()).uploads
  const status = await ask('GET', upload)
  expect([status.status, status.headers.range]).toEqual([204, `0-${received - 1}`])
  const rest = blob.bytes.subarray(received)
  const range = { 'content-range': `${received}-${size - 1}`, 'content-length': rest.length }
  expect((await ask('PATCH', upload, { headers: range, body: rest })).status).toBe(202)
  expect((await ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  expect((await ask('GET', `blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true)
}

describe('an upload whose client goes away', () => {
  test.for([
    ['PATCH with a length', 'PATCH', '', { 'content-length': size }],
    ['PATCH in HTTP chunks', 'PATCH', '', {}],
    ['PUT with a length', 'PUT', `?digest=${blob.digest}`, { 'content-length': size }],
    ['PUT in HTTP chunks', 'PUT', `?digest=${blob.digest}`, {}],
  ] as const)(
    'continues from the bytes that arrived: %s',
    async ([, method, query, headers], { repository, server }) => {
      const upload = await repository.openUpload()
      const request = openRequest(server, method, `/v2/${repository.name}/${upload}${query}`, headers)
      const begun = await countingBegun(server)
      await request.send(half)
      await begun(1)
      await request.breakOff()
      const received = await progressOf(repository)
      expect(received).toBeLessThanOrEqual(half.length)
      expect(await repository.stored()).toEqual({ ...nothing, uploads: [received] })
      await finishFrom(repository, upload)
    },
  )

  test('leaves nothing when it was one POST with the whole blob', async ({ repository, server }) => {
    const begun = await countingBegun(server)
    const path = `/v2/${repository.name}/blobs/uploads/?digest=${blob.digest}`
    const request = openRequest(server, 'POST', path, { 'content-length': size })
    await request.send(half)
    await begun(1)
    await request.breakOff()
    await waitFor('the end of the upload', async () => (await repository.stored()).uploads.length === 0)
    // Its bytes go a day later: until then S3 has the parts, and the folder a file that nobody has open.
    if (isInFiles) await begun(0)
    expect(await repository.stored()).toEqual(nothing)
  })

  test('leaves room for others, also when ten go away at once', async ({ repository, server }) => {
    const begun = await countingBegun(server)
    const requests = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const path = `/v2/${repository.name}/${await repository.openUpload()}`
        const request = openRequest(server, 'PATCH', path, { 'content-length': size })
        await request.send(half)
        return request
      }),
    )
    await begun(10)
    for (const request of requests) await request.breakOff()
    await waitFor('bytes of all', async () => (await repository.stored()).uploads.every((received) => received > 0))
    await repository.pushBlob(blob)
    expect((await repository.ask('GET', `blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true)
  })

  test('stays as it was when no byte was sent', async ({ repository, server }) => {
    const upload = await repository.openUpload()
    const request = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, { 'content-length': size })
    await request.send(Buffer.alloc(0))
    await request.breakOff()
    expect((await repository.ask('GET', upload)).headers.range).toBe('0-0')
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test('stays as it was when UploadLayerPart is cut in the middle of its body', async ({ repository, server }) => {
    const repositoryName = repository.name
    const { uploadId } = await server.ecr.send(new InitiateLayerUploadCommand({ repositoryName }))
    const part = { partFirstByte: 0, partLastByte: size - 1, layerPartBlob: blob.bytes }
    const body = JSON.stringify({ repositoryName, uploadId, ...part, layerPartBlob: blob.bytes.toString('base64') })
    const request = openRequest(server, 'POST', '/', {
      'content-type': 'application/x-amz-json-1.1',
      'content-length': body.length,
      'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.UploadLayerPart',
    })
    await request.send(Buffer.from(body.slice(0, body.length / 2)))
    await request.breakOff()
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
    const answer = await server.ecr.send(new UploadLayerPartCommand({ repositoryName, uploadId, ...part }))
    expect(answer.lastByteReceived).toBe(size - 1)
  })
})

describe('two requests on one upload at once', () => {
  test('let the second wait for the first, and refuse it with where the upload is then', async ({
    repository,
    server,
  }) => {
    const upload = await repository.openUpload()
    const first = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, { 'content-length': size })
    await first.send(half)
    const second = repository.ask('PATCH', upload, {
      headers: { 'content-range': `0-${size - 1}`, 'content-length': size },
      body: blob.bytes,
    })
    first.end(blob.bytes.subarray(half.length))
    const answers = await Promise.all([first.answer, second])
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 416])
    const refused = answers.find(({ status }) => status === 416)
    expect(refused?.headers.range).toBe(`0-${size - 1}`)
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
    expect((await repository.ask('GET', `blobs/${blob.digest}`)).body.equals(blob.bytes)).toBe(true)
  })

  test('let the second go on when the first breaks off', async ({ repository, server }) => {
    const upload = await repository.openUpload()
    const first = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, { 'content-length': size })
    await first.send(half)
    const second = repository.ask('PATCH', upload, { body: '' })
    await first.breakOff()
    expect((await second).status).toBe(202)
    await progressOf(repository)
    await finishFrom(repository, upload)
  })

  test('complete it once: one answers 201, the other 404', async ({ repository }) => {
    const upload = await repository.openUpload()
    await repository.ask('PATCH', upload, { body: blob.bytes })
    const complete = () => repository.ask('PUT', `${upload}?digest=${blob.digest}`)
    const answers = await Promise.all([complete(), complete()])
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404])
    const late = answers.find(({ status }) => status === 404)
    if (late !== undefined) expectRefusal(late, 404, 'BLOB_UPLOAD_UNKNOWN')
    expect(await repository.stored()).toEqual({ ...nothing, blobs: [blob.digest] })
  })

  test.for([
    ['DELETE of the upload', 'BLOB_UPLOAD_UNKNOWN'],
    ['deleting its repository', 'NAME_UNKNOWN'],
  ] as const)('%s ends the one that sends with 404 and %s', async ([how, code], { repository, server }) => {
    const begun = await countingBegun(server)
    const upload = await repository.openUpload()
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const patch = { 'content-length': size }
    const sending = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, patch, agent)
    await sending.send(half)
    await begun(1)
    if (how === 'DELETE of the upload') expect((await repository.ask('DELETE', upload)).status).toBe(204)
    else {
      await server.ecr.send(new DeleteRepositoryCommand({ repositoryName: repository.name, force: true }))
      await server.running.jobs.runDue()
    }
    sending.end(blob.bytes.subarray(half.length))
    const answer = await sending.answer
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining(code)])
    await begun(0)
    expect(await repository.stored()).toEqual(nothing)
  })
})

describe.skipIf(platform() !== 'linux')('a client that vanishes without closing its connection', () => {
  test('is found by keep-alive probes of the kernel', async ({ repository, server }) => {
    const upload = await repository.openUpload()
    const sending = openRequest(server, 'PATCH', `/v2/${repository.name}/${upload}`, { 'content-length': size })
    await sending.send(half)
    await waitFor('keep-alive timers', async () => [...new Set(await timersOf(server))].join() === 'keep-alive')
    await sending.breakOff()
  })

  /** What the kernel is waiting for on each of the server's connections: https://docs.kernel.org/networking/proc_net_tcp.html */
  async function timersOf({ url }: TestServer): Promise<string[]> {
    const port = Number(new URL(url).port).toString(16).toUpperCase().padStart(4, '0')
    const rows = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/))
    const connections = rows.filter(([, local, , state]) => local?.endsWith(`:${port}`) === true && state === '01')
    return connections.map(([, , , , , timer]) => (timer?.startsWith('02:') === true ? 'keep-alive' : 'none'))
  }
})

// Between two reads nothing of an object in S3 is open.
describe.skipIf(platform() !== 'linux' || !isInFiles)('a client that stops reading', () => {
  test('leaves no file open when it goes away', async ({ repository, server }) => {
    const big = blobOf(noise(16 * mebibyte))
    await repository.pushBlob(big)
    const begun = await countingBegun(server)
    const readers = await Promise.all(
      Array.from({ length: 10 }, async () => {
        const headers = { authorization: `Basic ${server.authorizationToken}` }
        const request = get(new URL(`/v2/${repository.name}/blobs/${big.digest}`, server.url), {
          headers,
          agent: false,
        })
        const answer = await new Promise<IncomingMessage>((resolve, reject) => {
          request.once('response', resolve).once('error', reject)
        })
        return answer.on('error', () => undefined).pause()
      }),
    )
    await begun(10)
    for (const reader of readers) reader.destroy()
    await begun(0)
  })
})
