import { connect } from 'node:net'
import { platform } from 'node:os'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { describe, expect, test as base } from 'vitest'
import { testRepository } from '../oci/test-repository.ts'
import { claimedBy } from '../support/claimed-signature.ts'
import { startEcrdWithApp } from '../support/ecrd-with-app.ts'
import { REGION } from '../support/ecrd.ts'
import { imageOf } from '../support/images.ts'
import { type OpenAnswer, type OpenRequest, openRequest } from '../support/open-request.ts'
import { peakBytesOf } from '../support/peak-memory.ts'
import { waitFor } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'
import { askSigned, targetOf } from '../support/signed-json.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const mebibyte = 1024 * 1024
const noRoom = 'The server has no memory for this request at the moment. Try again.'

/** A server with room for 35 MiB of what isn't small. */
const test = base.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer({ requestMemoryMebibytes: 40, bodySilenceSeconds: 3_600 })
  onCleanup(server.stop)
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  return server
})

/** Says how much it sends, as one who knows the key's id, and sends next to nothing of it. */
function promise(server: TestServer, operation: string, sizeMebibytes: number): OpenRequest {
  const target = { 'x-amz-target': targetOf(operation) }
  const request = openRequest(server, 'POST', '/', {
    ...claimedBy(server, server.credentials.accessKeyId, 'ecr', target),
    'content-type': 'application/x-amz-json-1.1',
    'content-length': sizeMebibytes * mebibyte,
  })
  void request.send(Buffer.from('{'))
  return request
}

interface Full extends AsyncDisposable {
  /** What those were answered for whom there was no room. */
  readonly refusals: readonly OpenAnswer[]
}

/** Of two that ask for the same room one finds none: then the other holds it. */
async function fill(server: TestServer): Promise<Full> {
  const refusals: OpenAnswer[] = []
  const held: OpenRequest[] = []
  for (const [operation, size] of [
    ['UploadLayerPart', 28],
    ['PutImage', 7],
  ] as const) {
    const both = [promise(server, operation, size), promise(server, operation, size)]
    refusals.push(await Promise.race(both.map(({ answer }) => answer)))
    held.push(...both)
  }
  return {
    refusals,
    async [Symbol.asyncDispose]() {
      await Promise.all(held.map((each) => each.breakOff()))
    },
  }
}

describe('while requests hold all the memory that they may have', () => {
  test('another request of the JSON API answers 503 and asks to try again', async ({ server }) => {
    await using full = await fill(server)
    for (const { status, headers, text } of full.refusals) {
      expect([status, headers['retry-after'], JSON.parse(text)]).toEqual([
        503,
        '2',
        { __type: 'ServerException', message: noRoom },
      ])
    }
  })

  test('a request of the query API answers 503 and asks to try again', async ({ server }) => {
    await using full = await fill(server)
    expect(full.refusals).toHaveLength(2)
    const form = openRequest(server, 'POST', '/', {
      ...claimedBy(server, server.credentials.accessKeyId, 'iam'),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': mebibyte,
    })
    await form.send(Buffer.from('Action=ListUsers'))
    const { status, headers, text } = await form.answer
    expect([status, headers['retry-after']]).toEqual([503, '2'])
    expect(text).toContain(`<Code>ServiceUnavailable</Code><Message>${noRoom}</Message>`)
  })

  test.for([
    ['a manifest', 'PUT', () => 'manifests/v1'],
    ['a chunk of a layer', 'PATCH', (upload: string) => upload],
  ] as const)('%s answers 503 and asks to try again', async ([, method, path], { server }) => {
    const upload = await testRepository(server, 'app').openUpload()
    await using full = await fill(server)
    expect(full.refusals).toHaveLength(2)
    const headers = { 'content-length': 3 * mebibyte }
    const request = openRequest(server, method, `/v2/app/${path(upload)}`, headers)
    await request.send(Buffer.from('{'))
    const answer = await request.answer
    expect([answer.status, answer.headers['retry-after'], JSON.parse(answer.text)]).toEqual([
      503,
      '2',
      { errors: [{ code: 'UNKNOWN', message: noRoom }] },
    ])
  })

  test('a manifest in HTTP chunks answers 503 when it has grown large', async ({ server }) => {
    await using full = await fill(server)
    expect(full.refusals).toHaveLength(2)
    const request = openRequest(server, 'PUT', '/v2/app/manifests/v1', { 'transfer-encoding': 'chunked' })
    await request.send(Buffer.alloc(mebibyte))
    expect((await request.answer).status).toBe(503)
  })

  test('small requests are answered', async ({ server }) => {
    await using full = await fill(server)
    expect(full.refusals).toHaveLength(2)
    expect((await askSigned(server, 'DescribeRepositories')).status).toBe(200)
    await server.registry.pushImage('app', imageOf(), 'small')
    expect((await server.registry.getManifest('app', 'small')).status).toBe(200)
  })
})

test('memory that requests held is free when their connections are gone', async ({ server }) => {
  for (let round = 0; round < 3; round += 1) {
    const full = await fill(server)
    await full[Symbol.asyncDispose]()
  }
  const answer = await waitFor('room', async () => {
    const { status, json } = await askSigned(server, 'UploadLayerPart', ' '.repeat(28 * mebibyte))
    return status !== 503 && json()
  })
  expect(answer).toMatchObject({ __type: 'SerializationException' })
})

test('a body that takes long is ended with 408 when another finds no room', async ({ onTestFinished }) => {
  const server = await startTestServer({ requestMemoryMebibytes: 40 })
  onTestFinished(server.stop)
  const { arrivals, memory } = server.running.bodies
  const slow = promise(server, 'UploadLayerPart', 28)
  let answer: OpenAnswer | undefined
  void slow.answer.then((given) => (answer = given))
  const refused: number[] = []
  while (answer === undefined && refused.length < 100) {
    // It brings something in each second, and enough of it.
    await slow.send(Buffer.alloc(2_048, ' '))
    refused.push((await askSigned(server, 'UploadLayerPart', ' '.repeat(28 * mebibyte))).status)
    arrivals.tick(memory.wasScarce())
  }
  expect(answer?.status).toBe(408)
  expect(refused[0]).toBe(503)
  await slow.breakOff()
  await waitFor('room', async () => {
    return (await askSigned(server, 'UploadLayerPart', ' '.repeat(28 * mebibyte))).status !== 503
  })
})

// https://man7.org/linux/man-pages/man5/proc_pid_status.5.html
test.skipIf(platform() !== 'linux')(
  'forty parts of 28 MiB with a wrong signature take no more than 300 MiB of memory',
  async () => {
    const ecrd = await startEcrdWithApp()
    try {
      const before = await peakBytesOf(ecrd)
      const target = { 'x-amz-target': targetOf('UploadLayerPart') }
      const claimed = claimedBy({ clock: Date, region: REGION }, ecrd.credentials.accessKeyId, 'ecr', target)
      const headers = { ...claimed, 'content-type': 'application/x-amz-json-1.1' }
      const body = Buffer.alloc(28 * mebibyte, ' ')
      const send = async () => (await registryClient(ecrd.url).request('POST', '/', { headers, body })).status
      const statuses = await Promise.all(Array.from({ length: 40 }, send))
      expect([...new Set(statuses)].sort()).toEqual([400, 503])
      expect((await peakBytesOf(ecrd)) - before).toBeLessThan(300 * mebibyte)
    } finally {
      await ecrd.stop()
    }
  },
)

const subject = imageOf()

test.for([
  ['manifests', 'manifests/large'],
  ['lists of referrers', `referrers/${subject.digest}`],
])('a client that takes no %s holds no more than the others leave, and is cut off', async ([, path]) => {
  const server = await startTestServer({ requestMemoryMebibytes: 24, bodySilenceSeconds: 1 })
  try {
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await server.registry.pushImage('app', subject)
    const large = imageOf({ annotations: { long: 'x'.repeat(3.9 * mebibyte) }, subject })
    await server.registry.pushImage('app', large, 'large')
    const socket = connect(Number(new URL(server.url).port), '127.0.0.1').pause()
    const ask = `GET /v2/app/${path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Basic ${server.authorizationToken}\r\n\r\n`
    socket.on('error', () => undefined).write(ask.repeat(40))
    const { memory } = server.running.bodies
    await waitFor('no room', () => memory.heldBytes > 15 * mebibyte)
    await waitFor('room', () => memory.heldBytes === 0)
    expect((await server.registry.getManifest('app', 'large')).status).toBe(200)
    socket.destroy()
  } finally {
    await server.stop()
  }
})
