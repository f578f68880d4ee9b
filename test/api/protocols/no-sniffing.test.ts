import { describe, expect, test as base } from 'vitest'
import { connectTo } from '../../oci/raw-connection.ts'
import { imageOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { askIam } from '../../support/signed-query.ts'
import { startTestServer } from '../../support/test-server.ts'

/** No browser shall guess that an answer is a page of something else: https://fetch.spec.whatwg.org/#x-content-type-options-header */
const image = imageOf()

const test = base.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer()
  onCleanup(server.stop)
  await askSigned(server, 'CreateRepository', { repositoryName: 'team/app' })
  await server.registry.pushImage('team/app', image, 'v1')
  return server
})

describe('X-Content-Type-Options: nosniff', () => {
  test.for([
    ['GET', '/livez', 200],
    ['GET', '/readyz', 200],
    ['GET', '/', 404],
    ['GET', '/nowhere', 404],
    ['GET', '/%', 404],
    ['PROPFIND', '/', 404],
    ['GET', '/v2/', 200],
    ['GET', '/v2/nowhere', 404],
    ['PUT', '/v2/', 405],
    ['GET', '/v2/_catalog', 200],
    ['GET', '/v2/team/app/tags/list', 200],
    ['GET', '/v2/team/app/manifests/v1', 200],
    ['HEAD', '/v2/team/app/manifests/v1', 200],
    ['GET', '/v2/team/app/manifests/v2', 404],
    ['GET', `/v2/team/app/blobs/${image.config.digest}`, 200],
    ['POST', '/v2/team/app/blobs/uploads/', 202],
    ['GET', '/downloads/x', 403],
    ['PUT', '/downloads/x', 405],
    ['POST', '/', 403],
  ] as const)('the answer to %s %s forbids guessing its type', async ([method, path, status], { server }) => {
    const answer = await server.registry.request(method, path)
    expect([answer.status, answer.headers['x-content-type-options']]).toEqual([status, 'nosniff'])
  })

  test('the answer to a request without credentials forbids guessing its type', async ({ server }) => {
    const answer = await registryClient(server.url).request('GET', '/v2/')
    expect([answer.status, answer.headers['x-content-type-options']]).toEqual([401, 'nosniff'])
  })

  test('outputs and errors of the AWS API forbid guessing their type', async ({ server }) => {
    const answers = [
      await askSigned(server, 'DescribeRegistry'),
      await askSigned(server, 'Nothing'),
      await askIam(server, { Action: 'ListUsers' }),
      await askIam(server, { Action: 'Nothing' }),
    ]
    expect(answers.map(({ status, headers }) => [status, headers['x-content-type-options']])).toEqual([
      [200, 'nosniff'],
      [400, 'nosniff'],
      [200, 'nosniff'],
      [400, 'nosniff'],
    ])
  })

  test('the answer to a download forbids guessing its type', async ({ server }) => {
    const layer = { repositoryName: 'team/app', layerDigest: image.config.digest }
    const { downloadUrl } = (await askSigned(server, 'GetDownloadUrlForLayer', layer)).json() as { downloadUrl: string }
    const { headers } = await fetch(downloadUrl)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  test.for([
    ['a malformed Host', 'GET /livez HTTP/1.1\r\nhost: a b\r\n\r\n', 400],
    ['two Hosts', 'GET /livez HTTP/1.1\r\nhost: a\r\nhost: b\r\n\r\n', 400],
    ['no Host', 'GET /livez HTTP/1.1\r\n\r\n', 400],
    ['bytes that are not HTTP', 'nonsense\r\n\r\n', 400],
    ['an unknown method', 'FROB / HTTP/1.1\r\nhost: a\r\n\r\n', 400],
    ['two lengths', 'POST / HTTP/1.1\r\nhost: a\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n', 400],
    ['headers that are too long', `GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
    ['an unknown Expect', 'GET /livez HTTP/1.1\r\nhost: a\r\nexpect: nonsense\r\n\r\n', 200],
  ] as const)('the answer to %s forbids guessing its type', async ([, request, status], { server }) => {
    const connection = await connectTo(server.url)
    connection.send(request)
    const answer = await connection.answer()
    connection.end()
    expect([answer.status, answer.head.toLowerCase()]).toEqual([
      status,
      expect.stringContaining('x-content-type-options: nosniff'),
    ])
    expect(answer.head.toLowerCase()).toContain('content-type: text/plain; charset=utf-8')
  })
})
