import { describe, expect } from 'vitest'
import type { TestServer } from '../support/test-server.ts'
import { blobOf, imageOf, OCI } from '../support/images.ts'
import { noSuchRepository, test } from './oci-test.ts'
import { connectTo, type RawConnection } from './raw-connection.ts'
import { nothing } from './test-repository.ts'

/** What a connection looks like after a request that was refused: usable, or closed once the answer is out. */
const headOf = ({ authorizationToken }: TestServer, line: string, ...headers: readonly string[]): string =>
  [line, 'Host: localhost', `Authorization: Basic ${authorizationToken}`, ...headers, '', ''].join('\r\n')

async function expectUsable(server: TestServer, connection: RawConnection): Promise<void> {
  connection.send(headOf(server, 'GET /v2/ HTTP/1.1'))
  expect(await connection.answer()).toMatchObject({ status: 200, body: '{}' })
  connection.end()
}

const error = (code: string, message: unknown): string => JSON.stringify({ errors: [{ code, message }] })

describe('a request body that is refused', () => {
  const mebibyte = 'x'.repeat(1024 * 1024)

  test.for([
    ['a manifest', 'PUT /v2/team/missing/manifests/v1'],
    ['a chunk', 'PATCH /v2/team/missing/blobs/uploads/b6ad4e1a-9d2c-4c0a-8f0e-0d9c3b5d2a10'],
    ['a blob', `POST /v2/team/missing/blobs/uploads/?digest=${blobOf('x').digest}`],
  ] as const)(
    '%s for a missing repository gets a readable answer, and the connection stays usable',
    async ([, line], { server }) => {
      const sentence = noSuchRepository('team/missing')
      for (const sizeMebibytes of [1, 3]) {
        const connection = await connectTo(server.url)
        const size = sizeMebibytes * 1024 * 1024
        connection.send(headOf(server, `${line} HTTP/1.1`, `Content-Length: ${size}`, `Content-Type: ${OCI.manifest}`))
        for (let sent = 0; sent < sizeMebibytes; sent += 1) connection.send(mebibyte)
        const answer = await connection.answer()
        if (!line.startsWith('PUT'))
          expect(answer).toMatchObject({ status: 404, body: error('NAME_UNKNOWN', sentence) })
        else expect(answer.status).toBe(405)
        await expectUsable(server, connection)
      }
    },
  )

  test('a streamed manifest for a missing repository answers 404, and the connection stays usable', async ({
    server,
  }) => {
    const { bytes } = imageOf()
    const connection = await connectTo(server.url)
    const headers = ['Transfer-Encoding: chunked', `Content-Type: ${OCI.manifest}`]
    connection.send(headOf(server, 'PUT /v2/team/missing/manifests/v1 HTTP/1.1', ...headers))
    connection.send(`${bytes.length.toString(16)}\r\n${bytes.toString('latin1')}\r\n0\r\n\r\n`)
    const body = error('NAME_UNKNOWN', noSuchRepository('team/missing'))
    expect(await connection.answer()).toMatchObject({ status: 404, body })
    await expectUsable(server, connection)
  })

  test.for(['Content-Length: 20971520', 'Transfer-Encoding: chunked'])(
    'a manifest of 20 MiB with %s answers a readable 413, and the connection stays usable',
    async (framing, { server, repository }) => {
      const connection = await connectTo(server.url)
      connection.send(headOf(server, `PUT /v2/${repository.name}/manifests/v1 HTTP/1.1`, framing))
      const isChunked = framing.startsWith('T')
      for (let sent = 0; sent < 20; sent += 1) connection.send(isChunked ? `100000\r\n${mebibyte}\r\n` : mebibyte)
      if (isChunked) connection.send('0\r\n\r\n')
      const body = error('SIZE_INVALID', 'The request body is larger than 4194304 bytes')
      expect(await connection.answer()).toMatchObject({ status: 413, body })
      await expectUsable(server, connection)
    },
  )

  test.for(['Content-Length: 20971520', 'Transfer-Encoding: chunked'])(
    'a chunk of 20 MiB at the wrong place with %s answers a readable 416, and the connection stays usable',
    async (framing, { server, repository }) => {
      const upload = await repository.openUpload()
      for (const range of ['5-20971524', '0-9']) {
        const connection = await connectTo(server.url)
        const headers = [framing, `Content-Range: ${range}`]
        connection.send(headOf(server, `PATCH /v2/${repository.name}/${upload} HTTP/1.1`, ...headers))
        const isChunked = framing.startsWith('T')
        for (let sent = 0; sent < 20; sent += 1) connection.send(isChunked ? `100000\r\n${mebibyte}\r\n` : mebibyte)
        if (isChunked) connection.send('0\r\n\r\n')
        expect((await connection.answer()).status).toBe(416)
        await expectUsable(server, connection)
      }
      expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
    },
  )

  test('a layer whose declared size is too large answers 403 before its bytes are sent', async ({
    server,
    repository,
  }) => {
    const limit = 54_525_952_000
    const sentence = `The layer exceeds the maximum size of ${limit} bytes`
    const upload = await repository.openUpload()
    for (const [line, ...headers] of [
      [`PATCH /v2/${repository.name}/${upload}`, `Content-Length: ${limit + 1}`],
      [`PATCH /v2/${repository.name}/${upload}`, 'Transfer-Encoding: chunked', `Content-Range: 0-${limit}`],
      [`PUT /v2/${repository.name}/${upload}?digest=${blobOf('x').digest}`, `Content-Length: ${limit + 1}`],
      [`POST /v2/${repository.name}/blobs/uploads/?digest=${blobOf('x').digest}`, `Content-Length: ${limit + 1}`],
    ] as const) {
      const connection = await connectTo(server.url)
      connection.send(headOf(server, `${line} HTTP/1.1`, ...headers))
      expect(await connection.answer()).toMatchObject({ status: 403, body: error('DENIED', sentence) })
      connection.end()
    }
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test('a request with Expect: 100-continue gets 100 first, and then the error', async ({ server }) => {
    const { bytes } = imageOf()
    const connection = await connectTo(server.url)
    const headers = [`Content-Length: ${bytes.length}`, 'Expect: 100-continue']
    connection.send(headOf(server, 'PUT /v2/team/missing/manifests/v1 HTTP/1.1', ...headers))
    expect((await connection.answer()).status).toBe(100)
    connection.send(bytes.toString('latin1'))
    const body = error('NAME_UNKNOWN', noSuchRepository('team/missing'))
    expect(await connection.answer()).toMatchObject({ status: 404, body })
    await expectUsable(server, connection)
  })

  test('pipelined requests are answered in their order', async ({ server, repository }) => {
    const connection = await connectTo(server.url)
    const { bytes } = imageOf()
    const put = headOf(server, 'PUT /v2/team/missing/manifests/v1 HTTP/1.1', `Content-Length: ${bytes.length}`)
    const paths = ['/v2/', `/v2/${repository.name}/tags/list`, '/v2/x', '/v2/']
    const gets = paths.map((path) => headOf(server, `GET ${path} HTTP/1.1`))
    connection.send(gets.join(put + bytes.toString('latin1')))
    const statuses: number[] = []
    while (statuses.length < 7) statuses.push((await connection.answer()).status)
    expect(statuses).toEqual([200, 404, 200, 404, 404, 404, 200])
    connection.end()
  })

  test('of 500 pipelined requests, all are answered in their order', async ({ server }) => {
    const connection = await connectTo(server.url)
    const pages = Array.from({ length: 500 }, (_, at) => (at % 3 === 0 ? '/v2/' : '/v2/x'))
    connection.send(pages.map((path) => headOf(server, `GET ${path} HTTP/1.1`)).join(''))
    const statuses: number[] = []
    while (statuses.length < pages.length) statuses.push((await connection.answer()).status)
    expect(statuses).toEqual(pages.map((path) => (path === '/v2/' ? 200 : 404)))
    connection.end()
  })

  test('a body without credentials answers a readable 401, and the connection stays usable', async ({
    server,
    repository,
  }) => {
    const connection = await connectTo(server.url)
    const line = `PUT /v2/${repository.name}/manifests/v1 HTTP/1.1`
    connection.send(`${line}\r\nHost: localhost\r\nContent-Length: 3145728\r\n\r\n`)
    for (let sent = 0; sent < 3; sent += 1) connection.send(mebibyte)
    expect(await connection.answer()).toMatchObject({ status: 401, body: 'Not Authorized\n' })
    await expectUsable(server, connection)
  })

  test('a body sent with GET, DELETE or OPTIONS is not read as the next request', async ({ server, repository }) => {
    for (const method of ['GET', 'DELETE', 'OPTIONS']) {
      const connection = await connectTo(server.url)
      const smuggled = `DELETE /v2/${repository.name}/manifests/v1 HTTP/1.1\r\nHost: localhost\r\n\r\n`
      const line = `${method} /v2/${repository.name}/manifests/v1 HTTP/1.1`
      connection.send(headOf(server, line, `Content-Length: ${smuggled.length}`) + smuggled)
      const { status, body } = await connection.answer()
      expect([method, status]).toEqual([method, method === 'OPTIONS' ? 405 : 404])
      expect(body).not.toContain('Not Authorized')
      await expectUsable(server, connection)
    }
  })

  test('an upload keeps the bytes of a chunk that the client broke off, and can be continued', async ({
    server,
    repository,
  }) => {
    const blob = blobOf('0123456789'.repeat(4 * 1_048_576))
    const upload = await repository.openUpload()
    const connection = await connectTo(server.url)
    const length = `Content-Length: ${blob.bytes.length}`
    connection.send(headOf(server, `PATCH /v2/${repository.name}/${upload} HTTP/1.1`, length))
    // More than the kernel holds for a reader that has not begun.
    connection.send(blob.bytes.toString('latin1', 0, 32 * 1_048_576))
    await connection.sent()
    connection.end()
    const storedSizes = async (): Promise<readonly number[]> => (await repository.stored()).uploads
    await expect.poll(storedSizes).not.toEqual([0])
    const [came = 0] = await storedSizes()
    const headers = { 'content-range': `${came}-${blob.bytes.length - 1}` }
    const rest = blob.bytes.subarray(came)
    expect((await repository.ask('PATCH', upload, { headers, body: rest })).status).toBe(202)
    expect((await repository.ask('PUT', `${upload}?digest=${blob.digest}`)).status).toBe(201)
  })

  test('a manifest or a single POST that the client broke off stores nothing', async ({ server, repository }) => {
    for (const line of [
      `PUT /v2/${repository.name}/manifests/v1 HTTP/1.1`,
      `POST /v2/${repository.name}/blobs/uploads/?digest=${blobOf('0123456789').digest} HTTP/1.1`,
    ]) {
      const connection = await connectTo(server.url)
      connection.send(headOf(server, line, 'Content-Length: 10', `Content-Type: ${OCI.manifest}`))
      connection.send('01234')
      connection.end()
    }
    await expect.poll(() => repository.stored()).toEqual(nothing)
  })
})

describe('requests that could be read in two ways', () => {
  test.for([
    ['two lengths', 'Content-Length: 5', 'Content-Length: 6'],
    ['a length and chunks', 'Content-Length: 5', 'Transfer-Encoding: chunked'],
    ['a list of lengths', 'Content-Length: 5, 5'],
    ['a negative length', 'Content-Length: -1'],
    ['a length with a sign', 'Content-Length: +5'],
    ['a length in hexadecimal', 'Content-Length: 0x5'],
    ['a length beyond all numbers', `Content-Length: ${'9'.repeat(30)}`],
    ['an encoding that is not known', 'Transfer-Encoding: gzip'],
    ['an encoding after chunked', 'Transfer-Encoding: chunked, identity'],
    ['a space behind a header name', 'Content-Length : 5'],
    ['a folded header', 'X-Folded: a', ' Content-Length: 5'],
    ['a header without colon', 'Content-Length 5'],
    ['a bare carriage return', 'X: a\rContent-Length: 5'],
    ['a NUL', 'X: a\0b'],
  ])('a request with %s answers 400 and closes the connection', async ([, ...headers], { server, repository }) => {
    const upload = await repository.openUpload()
    const connection = await connectTo(server.url)
    connection.send(`${headOf(server, `PATCH /v2/${repository.name}/${upload} HTTP/1.1`, ...headers)}12345`)
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 400 /)
    expect(await repository.stored()).toEqual({ ...nothing, uploads: [0] })
  })

  test.for(['zz\r\n12345\r\n0\r\n\r\n', '5\r\n1234567\r\n0\r\n\r\n', '-5\r\n12345\r\n0\r\n\r\n', '5 \n12345'])(
    'malformed chunks (%j) end the connection and leave other uploads unharmed',
    async (chunks, { server, repository }) => {
      const upload = await repository.openUpload()
      const connection = await connectTo(server.url)
      const line = `PATCH /v2/${repository.name}/${upload} HTTP/1.1`
      connection.send(headOf(server, line, 'Transfer-Encoding: chunked') + chunks)
      expect(await connection.closed()).toMatch(/^(HTTP\/1\.1 400 |$)/)
      const blob = blobOf('whole')
      const received = (await repository.stored()).uploads[0] ?? 0
      expect(received).toBeLessThanOrEqual(5)
      const other = await repository.openUpload()
      expect((await repository.ask('PUT', `${other}?digest=${blob.digest}`, { body: blob.bytes })).status).toBe(201)
    },
  )

  test.for([
    ['no Host', ['X: y']],
    ['two Hosts', ['Host: a', 'Host: b']],
    ['an empty Host', ['Host: ']],
    ['a Host with a path', ['Host: a/b']],
    ['a Host with a user', ['Host: user@a']],
    ['a Host with a port that is none', ['Host: a:99999']],
    ['a Host with a space', ['Host: a b']],
  ] as const)('a request with %s answers 400', async ([, headers], { server }) => {
    const connection = await connectTo(server.url)
    const authorization = `Authorization: Basic ${server.authorizationToken}`
    connection.send(['GET /v2/ HTTP/1.1', ...headers, authorization, 'Connection: close', '', ''].join('\r\n'))
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 400 /)
  })
})

describe('request targets', () => {
  test('a target in absolute form is answered as its path is', async ({ server, repository }) => {
    const connection = await connectTo(server.url)
    for (const target of ['http://localhost/v2/', 'http://localhost/v2', 'HTTP://LOCALHOST/v2/']) {
      connection.send(headOf(server, `GET ${target} HTTP/1.1`))
      expect([target, (await connection.answer()).status]).toEqual([target, 200])
    }
    connection.send(headOf(server, `GET http://localhost/v2/${repository.name}/tags/list?n=5 HTTP/1.1`))
    expect(await connection.answer()).toMatchObject({ status: 200, body: `{"name":"${repository.name}","tags":[]}` })
    await expectUsable(server, connection)
  })

  test('a target in absolute form whose host differs from the Host header answers 400', async ({ server }) => {
    const connection = await connectTo(server.url)
    connection.send(headOf(server, 'GET http://210987654321.dkr.ecr.us-east-1.localhost/v2/ HTTP/1.1'))
    expect((await connection.answer()).status).toBe(400)
    connection.end()
  })

  test.for([
    ['/v2/../v2/', 404],
    ['/v2/./', 404],
    ['//v2/', 404],
    ['/v2/team/app/../../_catalog', 404],
    ['/v2\\team', 404],
    ['/v2/team\\app/tags/list', 400],
    ['*', 404],
  ] as const)('the target %s is not normalised', async ([target, status], { server }) => {
    const connection = await connectTo(server.url)
    connection.send(headOf(server, `GET ${target} HTTP/1.1`))
    expect((await connection.answer()).status).toBe(status)
    connection.end()
  })

  test('a path of 20,000 characters answers 431', async ({ server }) => {
    const connection = await connectTo(server.url)
    connection.send(headOf(server, `GET /v2/${'a'.repeat(20_000)}/tags/list HTTP/1.1`, 'Connection: close'))
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 431 /)
  })

  test.for([
    'GET /v2/ HTTP/1.1\nHost: a\n\n',
    'GET /v2/\r\n\r\n',
    'GET /v2/ HTTP/9.9\r\nHost: a\r\n\r\n',
    '\x16\x03\x01',
    'BREW /v2/ HTTP/1.1\r\nHost: a\r\n\r\n',
  ])('bytes that are not HTTP/1.1 (%j) answer 400 and close the connection', async (text, { server }) => {
    const connection = await connectTo(server.url)
    connection.send(text)
    connection.send('\r\n\r\n')
    expect(await connection.closed()).toMatch(/^HTTP\/1\.1 400 /)
  })
})
