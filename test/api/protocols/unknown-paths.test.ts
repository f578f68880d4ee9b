import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registryClient } from '../../support/registry-client.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

describe('a path or method that nobody knows', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test.each([
    ['GET', '/'],
    ['GET', '/nowhere'],
    ['PUT', '/downloads/x'],
    ['OPTIONS', '/'],
  ])('%s %s is a page that is not found', async (method, path) => {
    const answer = await server.registry.request(method, path)
    expect(answer).toMatchObject({ status: 404, text: '404 page not found\n' })
  })

  test('below /v2/ it is not found only for those who are known', async () => {
    expect(await server.registry.request('GET', '/v2/nowhere/at/all')).toMatchObject({
      status: 404,
      text: '404 page not found\n',
    })
    const anonymous = await registryClient(server.url).request('GET', '/v2/nowhere/at/all')
    expect(anonymous.status).toBe(401)
    expect(anonymous.headers['www-authenticate']).toContain('Basic realm=')
  })

  test('other methods of /v2/ are unsupported', async () => {
    expect((await server.registry.request('OPTIONS', '/v2/')).status).toBe(405)
    expect((await registryClient(server.url).request('OPTIONS', '/v2/')).status).toBe(401)
  })
})
