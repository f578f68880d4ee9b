import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { createConnection } from 'node:net'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Serving, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'

const half = Buffer.alloc(700_000, 'a')

let data: TemporaryFolder
let serving: Serving
let token: string
let registry: RegistryClient
let upload: string
beforeEach(async () => {
  data = await temporaryFolder()
  serving = await serveFolder(data.path)
  token = await prepareRepository()
  registry = registryClient(serving.announcement.url, { authorizationToken: token })
  const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
  upload = new URL(opened.headers.location ?? '', serving.announcement.url).pathname
})
afterEach(async () => {
  await serving.process.end('SIGKILL')
  await data.remove()
})

async function prepareRepository(): Promise<string> {
  const credentials = await readFile(join(data.path, 'credentials'), 'utf8')
  const valueOf = (key: string): string => new RegExp(`${key} = (.*)`).exec(credentials)?.[1] ?? ''
  const ecr = new ECRClient({
    endpoint: serving.announcement.url,
    region: 'us-east-1',
    credentials: {
      accessKeyId: valueOf('aws_access_key_id'),
      secretAccessKey: valueOf('aws_secret_access_key'),
    },
  })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  ecr.destroy()
  return authorizationData?.[0]?.authorizationToken ?? ''
}

/** An upload that the server has begun to take and of which half is still to come. */
async function halfSent(): Promise<{ readonly outgoing: ClientRequest; readonly answer: Promise<number | undefined> }> {
  const outgoing = request(new URL(upload, serving.announcement.url), {
    method: 'PATCH',
    headers: { authorization: `Basic ${token}`, 'content-length': 2 * half.length, expect: '100-continue' },
  })
  const answer = new Promise<number | undefined>((resolve, reject) => {
    outgoing.on('error', reject)
    outgoing.on('response', (incoming: IncomingMessage) => {
      incoming.resume()
      resolve(incoming.statusCode)
    })
  })
  // Whoever doesn't wait for the answer doesn't mind how it fails.
  answer.catch(() => undefined)
  await new Promise((resolve) => {
    outgoing.once('continue', resolve)
    outgoing.flushHeaders()
  })
  outgoing.write(half)
  return { outgoing, answer }
}

function isListening(): Promise<boolean> {
  const { hostname, port } = new URL(serving.announcement.url)
  return new Promise((resolve) => {
    const socket = createConnection(Number(port), hostname)
    socket.on('connect', () => {
      socket.destroy()
      resolve(true)
    })
    socket.on('error', () => {
      resolve(false)
    })
  })
}

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s lets a running upload end, takes no new connections, and exits with 0',
  async (signal) => {
    const { outgoing, answer } = await halfSent()
    process.kill(serving.process.pid, signal)
    await serving.process.until('closed door', async () => !(await isListening()))
    outgoing.end(half)
    expect(await answer).toBe(202)
    expect(await serving.process.exited).toEqual({ code: 0, signal: null })

    serving = await serveFolder(data.path)
    registry = registryClient(serving.announcement.url, { authorizationToken: token })
    const { status, headers } = await registry.request('GET', upload)
    expect([status, headers.range]).toEqual([204, `0-${2 * half.length - 1}`])
  },
)

test('a second signal ends the server at once', async () => {
  await halfSent()
  process.kill(serving.process.pid, 'SIGTERM')
  await serving.process.until('closed door', async () => !(await isListening()))
  process.kill(serving.process.pid, 'SIGTERM')
  expect(await serving.process.exited).toEqual({ code: 143, signal: null })
})
