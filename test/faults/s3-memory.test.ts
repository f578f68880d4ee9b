import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startEcrdOnS3 } from '../support/ecrd-on-s3.ts'
import type { EcrdWithApp } from '../support/ecrd-with-app.ts'
import { hasGoProgram } from '../support/go-programs.ts'
import { blobOf } from '../support/images.ts'
import { waitFor } from '../support/processes.ts'
import { type S3Server, startS3Server } from '../support/s3-server.ts'
import { noise } from '../support/upload-rows.ts'

const mebibyte = 1024 * 1024
const sizeMebibytes = 256
const piece = noise(mebibyte)

/** A layer that nobody has in memory: each mebibyte begins with its number. */
async function* layer(seed: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < sizeMebibytes; at += 1) {
    const bytes = Buffer.from(piece)
    bytes.writeUInt32BE(at)
    bytes.writeUInt32BE(seed, 4)
    yield await Promise.resolve(bytes)
  }
}

// The kernel's own account of a process: https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
describe.runIf(hasGoProgram('versitygw') && platform() === 'linux')('a server on S3', () => {
  let s3: S3Server
  let server: EcrdWithApp
  beforeAll(async () => {
    s3 = await startS3Server()
    server = await startEcrdOnS3(s3)
  })
  afterAll(async () => {
    await server.stop()
    await s3.stop()
  })

  /** The most memory that the server has ever had. */
  async function peakBytes(): Promise<number> {
    const { pid } = JSON.parse(await readFile(`${server.folder}/ecrd.json`, 'utf8')) as { pid: number }
    const status = await readFile(`/proc/${pid}/status`, 'utf8')
    return Number(/^VmHWM:\s+([0-9]+) kB$/m.exec(status)?.[1]) * 1024
  }

  async function openUpload(): Promise<string> {
    const opened = await server.client.request('POST', '/v2/app/blobs/uploads/')
    return `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
  }

  test('takes four layers of 256 MiB at once with less than 300 MiB of memory', async () => {
    await peakBytes()
    const pushed = [1, 2, 3, 4].map(async (seed) => {
      const hash = createHash('sha256')
      for await (const bytes of layer(seed)) hash.update(bytes)
      const path = await openUpload()
      expect((await server.client.request('PATCH', path, { body: layer(seed) })).status).toBe(202)
      expect((await server.client.request('PUT', `${path}?digest=sha256:${hash.digest('hex')}`)).status).toBe(201)
    })
    await Promise.all(pushed)
    expect(await peakBytes()).toBeLessThan(300 * mebibyte)
  })

  test('serves others while forty clients stop in the middle of a part', async () => {
    const stalled = await Promise.all(Array.from({ length: 40 }, startAndStall))
    await server.client.pushBlob('app', blobOf(noise(30 * mebibyte, 9)))
    expect(await peakBytes()).toBeLessThan(300 * mebibyte)
    for (const socket of stalled) socket.destroy()
  })

  /** Sends 3 MiB of what should be 100, and keeps the connection. */
  async function startAndStall(): Promise<Socket> {
    const path = await openUpload()
    const { port } = new URL(server.url)
    const socket = connect(Number(port), '127.0.0.1').on('error', () => undefined)
    const head = [`PATCH ${path} HTTP/1.1`, `host: ${server.registry}`, `content-length: ${100 * mebibyte}`]
    socket.write([...head, `authorization: Basic ${server.authorizationToken}`, '', ''].join('\r\n'))
    for (let at = 0; at < 3; at += 1) socket.write(piece)
    await waitFor('the bytes to leave', () => socket.writableLength === 0)
    return socket
  }
})
