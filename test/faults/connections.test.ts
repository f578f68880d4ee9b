import { once } from 'node:events'
import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { expect, onTestFinished, test } from 'vitest'
import { testRepository } from '../oci/test-repository.ts'
import { startEcrdWithApp } from '../support/ecrd-with-app.ts'
import { blobOf } from '../support/images.ts'
import { openRequest } from '../support/open-request.ts'
import { waitFor } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'
import { noise } from '../support/upload-rows.ts'
import { ecrdProgram } from '../support/program.ts'

async function startWith(maxConnections: number): Promise<TestServer> {
  const server = await startTestServer({ maxConnections })
  onTestFinished(server.stop)
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  server.ecr.destroy()
  return server
}

/** A connection on which nothing is asked. */
async function idle(url: string): Promise<Socket> {
  const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  await once(socket, 'connect')
  return socket.resume()
}

test('one connection too many closes the one that has waited longest without a request', async () => {
  const server = await startWith(3)
  const first = await idle(server.url)
  const others = [await idle(server.url), await idle(server.url)]
  const closed = once(first, 'close')
  expect((await server.registry.request('GET', '/v2/')).status).toBe(200)
  await closed
  expect(others.map(({ closed: isClosed }) => isClosed)).toEqual([false, false])
})

test('a running request keeps its connection, however many others come', async () => {
  const server = await startWith(3)
  const repository = testRepository(server, 'app')
  const blob = blobOf(noise(100_000))
  const upload = await repository.openUpload()
  const begun = openRequest(server, 'PATCH', `/v2/app/${upload}`, { 'content-length': blob.bytes.length })
  await begun.send(blob.bytes.subarray(0, 10))
  for (let at = 0; at < 20; at += 1) await idle(server.url)
  begun.end(blob.bytes.subarray(10))
  expect((await begun.answer).status).toBe(202)
})

test('a connection keeps its running request, though one that was sent before it is answered', async () => {
  const server = await startWith(3)
  const repository = testRepository(server, 'app')
  const blob = blobOf(noise(1_000))
  const path = await repository.openUpload()
  const client = await idle(server.url)
  const authorization = `Authorization: Basic ${server.authorizationToken}\r\nHost: localhost\r\n`
  const patch = `PATCH /v2/app/${path} HTTP/1.1\r\n${authorization}Content-Length: ${blob.bytes.length}\r\n\r\n`
  const answered = once(client, 'data')
  client.write(`GET /v2/ HTTP/1.1\r\n${authorization}\r\n${patch}`)
  await answered
  for (let at = 0; at < 20; at += 1) await idle(server.url)
  const done = once(client, 'data')
  client.write(blob.bytes)
  expect(String((await done)[0])).toMatch(/^HTTP\/1\.1 202 /)
})

test('a new connection is closed while requests run on all, and served once one of them has ended', async () => {
  const server = await startWith(2)
  const repository = testRepository(server, 'app')
  const uploads = [await repository.openUpload(), await repository.openUpload()]
  const begun = uploads.map((upload) => openRequest(server, 'PATCH', `/v2/app/${upload}`, { 'content-length': 5 }))
  for (const request of begun) await request.send(Buffer.from('0'))
  await waitFor('both to be under way', () => server.running.bodies.memory.heldBytes === 10)
  await expect(server.registry.request('GET', '/v2/')).rejects.toThrow()
  for (const request of begun) request.end(Buffer.from('1234'))
  expect(await Promise.all(begun.map(async ({ answer }) => (await answer).status))).toEqual([202, 202])
  expect((await server.registry.request('GET', '/v2/')).status).toBe(200)
})

test.skipIf(platform() !== 'linux').each([
  ['200 silent connections', ''],
  ['200 connections that have asked for something without credentials', 'GET /v2/ HTTP/1.1\r\nHost: localhost\r\n\r\n'],
  ['200 connections that have begun to ask', 'GET /v2/ HTTP/1.1\r\nHost: loc'],
])('a server with 100 descriptors stays reachable for other clients: %s', async (_, sent) => {
  const server = await startEcrdWithApp(
    [],
    ['sh', '-c', 'ulimit -n 100 && exec "$@"', 'sh', process.execPath, ecrdProgram],
  )
  onTestFinished(server.stop)
  const blob = blobOf(noise(2_000_000))
  await server.client.pushBlob('app', blob)
  for (let at = 0; at < 200; at += 1) {
    const socket = await idle(server.url)
    socket.write(sent)
    if (at % 20 !== 19) continue
    const statuses = await Promise.all(
      Array.from({ length: 4 }, async () => (await ask(server, `/v2/app/blobs/${blob.digest}`)).status),
    )
    expect(statuses).toEqual([200, 200, 200, 200])
  }
})

/** Over a connection of its own. */
function ask(server: Parameters<typeof openRequest>[0], path: string) {
  const request = openRequest(server, 'GET', path, {}, new Agent())
  request.end()
  return request.answer
}
