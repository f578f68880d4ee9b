import { networkInterfaces } from 'node:os'
import { GetAuthorizationTokenCommand, GetDownloadUrlForLayerCommand } from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imageOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { askSigned } from '../support/signed-json.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** The tests are the proxy: they come from 127.0.0.1, with headers as proxies write them. */
const publicName = '123456789012.dkr.ecr.us-east-1.registry.example.org'
const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': publicName }
const image = imageOf()
const hasIpv6 = Object.values(networkInterfaces()).some((all) => all?.some(({ family }) => family === 'IPv6'))

let trusting: TestServer
let wary: TestServer
let named: TestServer
beforeAll(async () => {
  trusting = await startTestServer({ trustedProxies: ['192.0.2.0/24', '127.0.0.1'] })
  wary = await startTestServer({ trustedProxies: ['192.0.2.0/24'] })
  named = await startTestServer({ registryHost: 'https://{account}.dkr.ecr.{region}.registry.example.org' })
  for (const server of [trusting, wary, named]) await askSigned(server, 'CreateRepository', { repositoryName: 'app' })
})
afterAll(() => Promise.all([trusting, wary, named].map((server) => server.stop())))

/** Where an upload goes on, which is where the client sends its bytes. */
async function locationOf(server: TestServer, headers: Readonly<Record<string, string>>): Promise<string | undefined> {
  const answer = await server.registry.request('POST', '/v2/app/blobs/uploads/', { headers })
  expect(answer.status).toBe(202)
  return answer.headers.location?.replace(/[0-9a-f-]{36}$/, 'ID')
}

async function realmOf(server: TestServer, headers: Readonly<Record<string, string>>): Promise<string | undefined> {
  const answer = await registryClient(server.url).request('GET', '/v2/', { headers })
  expect(answer.status).toBe(401)
  return /realm="([^"]*)"/.exec(answer.headers['www-authenticate'] ?? '')?.[1]
}

describe('a trusted proxy', () => {
  test('names host and protocol, and answers lead the client back there', async () => {
    const headers = { host: 'internal:8080', ...forwarded }
    expect(await locationOf(trusting, headers)).toBe(`https://${publicName}/v2/app/blobs/uploads/ID`)
    expect(await realmOf(trusting, headers)).toBe(`https://${publicName}/`)
  })

  test('may pass the host on unchanged and name the protocol only', async () => {
    expect(await locationOf(trusting, { host: publicName, 'x-forwarded-proto': 'https' })).toBe(
      `https://${publicName}/v2/app/blobs/uploads/ID`,
    )
  })

  test('selects the registry by the host that it names', async () => {
    const client = registryClient(trusting.url, { authorizationToken: trusting.authorizationToken, host: 'internal' })
    const elsewhere = { 'x-forwarded-host': '123456789012.dkr.ecr.eu-west-1.registry.example.org' }
    const missing = await client.request('GET', '/v2/app/tags/list', { headers: elsewhere })
    expect(missing.status).toBe(404)
    expect((await client.request('GET', '/v2/app/tags/list', { headers: forwarded })).status).toBe(200)
  })

  test('is believed for the values that it appended, not for those it received', async () => {
    const headers = { 'x-forwarded-proto': 'http, https', 'x-forwarded-host': `evil.example, ${publicName}` }
    expect(await locationOf(trusting, headers)).toBe(`https://${publicName}/v2/app/blobs/uploads/ID`)
  })

  test('is ignored when it names another protocol than http or https', async () => {
    const headers = { host: 'h', 'x-forwarded-proto': 'javascript' }
    expect(await realmOf(trusting, headers)).toBe('http://h/')
  })

  test.each(['a b', 'a,', '"', 'a/b', 'x'.repeat(300)])(
    'is answered 400 when it names the malformed host %j',
    async (host) => {
      const answer = await trusting.registry.request('GET', '/v2/', { headers: { 'x-forwarded-host': host } })
      expect([answer.status, answer.text]).toEqual([400, 'The Host header is malformed.\n'])
    },
  )

  test('may send a Host of its own: the signature is checked for the host that it names', async () => {
    const signedFor = { headers: { host: publicName } }
    const host = 'internal:8080'
    const passedOn = { ...signedFor, sent: { headers: { host, 'x-forwarded-host': publicName } } }
    expect((await askSigned(trusting, 'DescribeRegistry', {}, passedOn)).status).toBe(200)
    const said = { ...signedFor, sent: { headers: { host, 'x-forwarded-host': 'other.example' } } }
    expect((await askSigned(trusting, 'DescribeRegistry', {}, said)).status).toBe(400)
    const unsaid = { ...signedFor, sent: { headers: { host } } }
    expect((await askSigned(trusting, 'DescribeRegistry', {}, unsaid)).status).toBe(400)
  })
})

/** A socket that listens for both has IPv4 addresses in IPv6's form: 127.0.0.1 is ::ffff:127.0.0.1 there. */
test.runIf(hasIpv6)('a trusted proxy is recognised by its IPv4 address on a server that listens on ::', async () => {
  const both = await startTestServer({ host: '::', trustedProxies: ['127.0.0.0/8'] })
  const throughIpv4 = registryClient(`http://127.0.0.1:${new URL(both.url).port}`)
  const answer = await throughIpv4.request('GET', '/v2/', { headers: forwarded })
  expect(answer.headers['www-authenticate']).toContain(`realm="https://${publicName}/"`)
  await both.stop()
})

describe('a proxy that is not trusted', () => {
  test('is not believed on /v2/', async () => {
    const { host } = new URL(wary.url)
    expect(await locationOf(wary, forwarded)).toBe(`http://${host}/v2/app/blobs/uploads/ID`)
    expect(await realmOf(wary, forwarded)).toBe(`http://${host}/`)
    const elsewhere = { 'x-forwarded-host': '123456789012.dkr.ecr.eu-west-1.registry.example.org' }
    expect((await wary.registry.request('GET', '/v2/app/tags/list', { headers: elsewhere })).status).toBe(200)
    expect((await wary.registry.request('GET', '/v2/', { headers: { 'x-forwarded-host': '"' } })).status).toBe(200)
  })

  test('is not believed by the API, which checks the signature for the Host header', async () => {
    const sent = { headers: { 'x-forwarded-host': publicName } }
    expect((await askSigned(wary, 'DescribeRegistry', {}, { sent })).status).toBe(200)
    const rewritten = { headers: { host: 'internal', 'x-forwarded-host': publicName } }
    const answer = await askSigned(wary, 'DescribeRegistry', {}, { headers: { host: publicName }, sent: rewritten })
    expect(answer.json()).toMatchObject({ __type: 'InvalidSignatureException' })
  })
})

describe('a configured public name', () => {
  test('is in every address that the API answers', async () => {
    const created = await askSigned(named, 'DescribeRepositories')
    expect(created.json()).toMatchObject({ repositories: [{ repositoryUri: `${publicName}/app` }] })
    const { authorizationData } = await named.ecr.send(new GetAuthorizationTokenCommand())
    expect(authorizationData?.[0]?.proxyEndpoint).toBe(`https://${publicName}`)
    await named.registry.pushImage('app', image)
    const layer = { repositoryName: 'app', layerDigest: image.config.digest }
    const { downloadUrl = '' } = await named.ecr.send(new GetDownloadUrlForLayerCommand(layer))
    expect(downloadUrl.startsWith(`https://${publicName}/downloads/`)).toBe(true)
    // What the proxy asks for in its place.
    expect((await fetch(`${named.url}${new URL(downloadUrl).pathname}`)).status).toBe(200)
  })

  test('sets the protocol on /v2/, although the proxy is not trusted and names none', async () => {
    expect(await locationOf(named, { host: publicName })).toBe(`https://${publicName}/v2/app/blobs/uploads/ID`)
    expect(await realmOf(named, { host: publicName })).toBe(`https://${publicName}/`)
  })

  test('does not change the answers under other names', async () => {
    expect(await realmOf(named, {})).toBe(`${named.url}/`)
    const { authorizationData } = await trusting.ecr.send(new GetAuthorizationTokenCommand())
    expect(authorizationData?.[0]?.proxyEndpoint).toBe(trusting.url.replace('127.0.0.1', 'localhost'))
  })
})
