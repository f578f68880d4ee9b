import { describe, expect, test as base } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { testRepository } from '../oci/test-repository.ts'
import { claimedBy } from '../support/claimed-signature.ts'
import { blobOf } from '../support/images.ts'
import { openRequest } from '../support/open-request.ts'
import { targetOf } from '../support/signed-json.ts'
import { startTestServer } from '../support/test-server.ts'
import { noise } from '../support/upload-rows.ts'
import { connectTo } from '../oci/raw-connection.ts'

const mebibyte = 1024 * 1024
const late =
  'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.'

/** A server that has less patience than others, for bodies that bring nothing. */
const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startTestServer({ bodySilenceSeconds: 1 })
    onCleanup(server.stop)
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    return server
  })
  .extend('repository', ({ server }) => testRepository(server, 'app'))

describe('a body that stops coming answers 408, and its connection is closed', () => {
  test('in the JSON API', async ({ server }) => {
    const { accessKeyId } = server.credentials
    const target = { 'x-amz-target': targetOf('DescribeRepositories') }
    const begun = openRequest(server, 'POST', '/', {
      ...claimedBy(server, accessKeyId, 'ecr', target),
      'content-type': 'application/x-amz-json-1.1',
      'content-length': 1_000,
    })
    await begun.send(Buffer.from('{'))
    const { status, headers, text } = await begun.answer
    expect([status, headers.connection]).toEqual([408, 'close'])
    expect(JSON.parse(text)).toEqual({ __type: 'RequestTimeoutException', message: late })
  })

  test('in the query API', async ({ server }) => {
    const begun = openRequest(server, 'POST', '/', {
      ...claimedBy(server, server.credentials.accessKeyId, 'iam'),
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': 1_000,
    })
    await begun.send(Buffer.from('Action=ListUsers'))
    const { status, headers, text } = await begun.answer
    expect([status, headers.connection]).toEqual([408, 'close'])
    expect(text).toContain(`<Code>RequestTimeout</Code><Message>${late}</Message>`)
  })

  test.for([{ 'content-length': 1_000 }, { 'transfer-encoding': 'chunked' }])(
    'in a PUT of a manifest with %o',
    async (framing, { server }) => {
      const begun = openRequest(server, 'PUT', '/v2/app/manifests/v1', framing)
      await begun.send(Buffer.from('{'))
      const { status, headers, text } = await begun.answer
      expect([status, headers.connection]).toEqual([408, 'close'])
      expect(JSON.parse(text)).toEqual({ errors: [{ code: 'SIZE_INVALID', message: late }] })
    },
  )

  test('in a PATCH of an upload, which continues from the bytes that arrived', async ({ server, repository }) => {
    const blob = blobOf(noise(3 * mebibyte))
    const upload = await repository.openUpload()
    const begun = openRequest(server, 'PATCH', `/v2/app/${upload}`, { 'content-length': blob.bytes.length })
    await begun.send(blob.bytes.subarray(0, 2 * mebibyte))
    const { status, text } = await begun.answer
    expect([status, text]).toEqual([408, JSON.stringify({ errors: [{ code: 'SIZE_INVALID', message: late }] })])
    expect((await repository.ask('GET', upload)).headers.range).toBe(`0-${2 * mebibyte - 1}`)
    const rest = {
      headers: { 'content-range': `${2 * mebibyte}-${3 * mebibyte - 1}` },
      body: blob.bytes.subarray(2 * mebibyte),
    }
    expect((await repository.ask('PATCH', upload, rest)).status).toBe(202)
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  })

  test('in a POST with a whole blob, of which nothing is kept', async ({ server, repository }) => {
    const before = (await repository.stored()).uploads
    const path = `/v2/app/blobs/uploads/?digest=${blobOf('whole').digest}`
    const begun = openRequest(server, 'POST', path, { 'content-length': 5 })
    await begun.send(Buffer.from('wh'))
    expect((await begun.answer).status).toBe(408)
    expect((await repository.stored()).uploads).toEqual(before)
  })
})

test('a request that waits for its turn on an upload is not timed out for bytes it could not send yet', async ({
  server,
  repository,
}) => {
  const blob = blobOf(noise(20 * mebibyte))
  const upload = await repository.openUpload()
  const first = openRequest(server, 'PATCH', `/v2/app/${upload}`, { 'content-length': 5 })
  await first.send(blob.bytes.subarray(0, 2))
  const second = repository.ask('PATCH', upload, { body: blob.bytes.subarray(2) })
  expect((await first.answer).status).toBe(408)
  expect((await second).status).toBe(202)
  expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
})

test('a client that is refused and goes on sending gets the answer, and is cut off when it stops', async ({
  server,
}) => {
  const connection = await connectTo(server.url)
  connection.send('PUT /v2/app/manifests/v1 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3145728\r\n\r\n')
  connection.send('x'.repeat(mebibyte))
  expect((await connection.answer()).status).toBe(401)
  connection.send('x'.repeat(mebibyte))
  expect(await connection.closed()).toBe('')
})
