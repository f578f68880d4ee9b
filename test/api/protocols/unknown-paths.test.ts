import { describe, expect, test as base } from 'vitest'
import { connectTo } from '../../oci/raw-connection.ts'
import { registryClient } from '../../support/registry-client.ts'
import { startTestServer } from '../../support/test-server.ts'

const test = base.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer()
  onCleanup(server.stop)
  return server
})

/** What node sends and knows, but no door does. */
const rareMethods = ['PROPFIND', 'PURGE', 'M-SEARCH', 'QUERY', 'TRACE', 'OPTIONS']

const text = 'text/plain; charset=utf-8'

describe('an unknown path or method', () => {
  test.for([
    ['GET', '/'],
    ['OPTIONS', '/'],
    ['GET', '/nowhere'],
    ['GET', '/%'],
    ['GET', '/%zz'],
    ['GET', '/%ff/x?y=%'],
    ['POST', '/%'],
    ['GET', '//'],
    ['GET', `/${'x'.repeat(8_000)}`],
    ['GET', `/${'%41'.repeat(2_000)}`],
    ['GET', '/livez/'],
    ['POST', '/livez'],
    ['GET', '/v2x'],
    ['GET', '/downloadsx'],
    ...rareMethods.map((method) => [method, '/nowhere'] as const),
  ] as const)('%s %s answers 404', async ([method, path], { server }) => {
    const answer = await server.registry.request(method, path)
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([404, text, '404 page not found\n'])
  })

  test.for(['application/json', 'text/plain', 'image/png', '@', ''])(
    'a body of the type %j is not judged when its path is unknown',
    async (contentType, { server }) => {
      const sent = { headers: { 'content-type': contentType }, body: '{' }
      const answer = await server.registry.request('PUT', '/nowhere', sent)
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
    },
  )

  test.for(['GET nowhere HTTP/1.1', 'OPTIONS * HTTP/1.1', 'GET http://localhost/% HTTP/1.1'])(
    'the request line %s answers 404, or 400 when its target is malformed',
    async (line, { server }) => {
      const connection = await connectTo(server.url)
      connection.send(`${line}\r\nhost: localhost\r\n\r\n`)
      const { status, head } = await connection.answer()
      connection.end()
      expect(status).toBe(line.startsWith('GET nowhere') ? 400 : 404)
      expect(head.toLowerCase()).toContain(`content-type: ${text}`)
    },
  )
})

describe('below /v2/', () => {
  test.for(['nowhere/at/all', '%', 'app/%zz/tags/list', 'x'.repeat(4_000)])(
    '/v2/%s answers 404 with credentials, and 401 without',
    async (path, { server }) => {
      const answer = await server.registry.request('GET', `/v2/${path}`)
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
      const anonymous = await registryClient(server.url).request('GET', `/v2/${path}`)
      expect(anonymous.status).toBe(401)
      expect(anonymous.headers['www-authenticate']).toContain('Basic realm=')
    },
  )

  test.for(rareMethods)(
    'the method %s on /v2/ answers 405 with credentials, and 401 without',
    async (method, { server }) => {
      const answer = await server.registry.request(method, '/v2/')
      expect([answer.status, answer.json()]).toEqual([
        405,
        { errors: [{ code: 'UNSUPPORTED', message: 'The operation is unsupported.' }] },
      ])
      expect((await registryClient(server.url).request(method, '/v2/')).status).toBe(401)
    },
  )
})

describe('below /downloads/', () => {
  test.for(['', 'x', '%', '%zz', 'a%2fb', 'a/b', '..', 'x'.repeat(8_000), '?token=x'])(
    'the path %j below /downloads/ is refused as an invalid URL',
    async (path, { server }) => {
      for (const method of ['GET', 'HEAD']) {
        const answer = await server.registry.request(method, `/downloads/${path}`)
        expect([answer.status, answer.headers['content-type']]).toEqual([403, text])
        expect(answer.text).toBe(method === 'HEAD' ? '' : 'The URL is not valid.\n')
      }
    },
  )

  test.for(['PUT', 'POST', 'DELETE', 'PATCH', ...rareMethods])(
    'the method %s on a download answers 405',
    async (method, { server }) => {
      const answer = await server.registry.request(method, '/downloads/x')
      expect([answer.status, answer.headers['content-type'], answer.headers.allow, answer.text]).toEqual([
        405,
        text,
        'GET, HEAD',
        'The method is not allowed.\n',
      ])
    },
  )

  test('the body of a method that downloads do not allow is not judged', async ({ server }) => {
    const sent = { headers: { 'content-type': '@' }, body: '{' }
    expect((await server.registry.request('PUT', '/downloads/x', sent)).status).toBe(405)
  })
})
