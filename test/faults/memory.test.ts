import { createHash } from 'node:crypto'
import { get } from 'node:http'
import type { IncomingMessage } from 'node:http'
import { platform } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type EcrdWithApp, startEcrdWithApp } from '../support/ecrd-with-app.ts'
import { peakBytesOf } from '../support/peak-memory.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024
const sizeMebibytes = 384
const piece = noise(mebibyte)

/** A layer that nobody has in memory: each mebibyte begins with its number. */
async function* layer(): AsyncGenerator<Buffer> {
  for (let at = 0; at < sizeMebibytes; at += 1) {
    const bytes = Buffer.from(piece)
    bytes.writeUInt32BE(at)
    yield await Promise.resolve(bytes)
  }
}

async function digestOfLayer(): Promise<string> {
  const hash = createHash('sha256')
  for await (const bytes of layer()) hash.update(bytes)
  return `sha256:${hash.digest('hex')}`
}

describe.skipIf(platform() !== 'linux')(`a layer of ${sizeMebibytes} MiB`, () => {
  let server: EcrdWithApp
  let digest: string
  beforeAll(async () => {
    server = await startEcrdWithApp()
    digest = await digestOfLayer()
  })
  afterAll(() => server.stop())

  function download(): Promise<IncomingMessage> {
    const headers = { authorization: `Basic ${server.authorizationToken}` }
    return new Promise((resolve, reject) => {
      get(new URL(`/v2/app/blobs/${digest}`, server.url), { headers, agent: false }, resolve).on('error', reject)
    })
  }

  test('is pushed and pulled with less than 300 MiB of memory', async () => {
    const opened = await server.client.request('POST', '/v2/app/blobs/uploads/')
    const path = `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    expect((await server.client.request('PATCH', path, { body: layer() })).status).toBe(202)
    expect((await server.client.request('PUT', `${path}?digest=${digest}`)).status).toBe(201)
    const hash = createHash('sha256')
    for await (const bytes of (await download()) as AsyncIterable<Buffer>) hash.update(bytes)
    expect(`sha256:${hash.digest('hex')}`).toBe(digest)
    expect(await peakBytesOf(server)).toBeLessThan(300 * mebibyte)
  })

  test('is read by 200 clients that stop after the first bytes with less than 300 MiB of memory', async () => {
    const readers = await Promise.all(Array.from({ length: 200 }, download))
    await Promise.all(
      readers.map(async (reader) => {
        await new Promise((resolve) => reader.once('readable', resolve))
        expect(reader.read()).not.toBeNull()
      }),
    )
    // While they are stuck, somebody else is served as ever.
    expect((await server.client.request('HEAD', `/v2/app/blobs/${digest}`)).status).toBe(200)
    expect(await peakBytesOf(server)).toBeLessThan(300 * mebibyte)
    for (const reader of readers) reader.on('error', () => undefined).destroy()
  })
})
