import {
  CreateRepositoryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { imageOf } from '../../support/images.ts'
import { registryClient, type RegistryAnswer } from '../../support/registry-client.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

type Headers = Readonly<Record<string, string>>

/** A request with test credentials, and what it is answered when they are taken and when they aren't. */
interface Door {
  readonly ask: (headers: Headers) => Promise<RegistryAnswer>
  readonly granted: number
  readonly refused: readonly [status: number, text: string]
}

let server: TestServer
const doors = new Map<string, Door>()
beforeAll(async () => {
  server = await startTestServer({
    dev: true,
    devHosts: ['ecrd'],
    registryHost: '{account}.dkr.ecr.{region}.example.org',
  })
  await openDoors()
})
afterAll(() => server.stop())

const day = (): string => new Date(server.clock.now()).toISOString().replace(/[-:]|\.[0-9]+/g, '')

/** Nobody looks at the secret, so that any page could write such a header or URL. */
function credential(service: string): string {
  return `test/${day().slice(0, 8)}/us-east-1/${service}/aws4_request`
}

function presigned(service: string, query: Readonly<Record<string, string>>, signedHeaders = 'host'): string {
  const parameters = new URLSearchParams({
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential(service),
    'X-Amz-Date': day(),
    'X-Amz-Expires': '60',
    'X-Amz-SignedHeaders': signedHeaders,
    'X-Amz-Signature': '0'.repeat(64),
  })
  return `/?${parameters.toString()}`
}

const signed = (service: string, signedHeaders = 'host;x-amz-date'): Headers => ({
  authorization: `AWS4-HMAC-SHA256 Credential=${credential(service)}, SignedHeaders=${signedHeaders}, Signature=${'0'.repeat(64)}`,
  'x-amz-date': day(),
})

const action = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
const noQuery = [403, '<Code>InvalidClientTokenId</Code>'] as const

async function openDoors(): Promise<void> {
  const credentials = { accessKeyId: 'test', secretAccessKey: 'any' }
  const ecr = new ECRClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
  const image = imageOf()
  await server.registry.pushImage('app', image, 'v1')
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const token = authorizationData?.[0]?.authorizationToken ?? ''
  const layer = { repositoryName: 'app', layerDigest: image.blobs[0]?.digest }
  const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand(layer))
  ecr.destroy()

  const { request } = registryClient(server.url)
  const noToken = [401, '"UNAUTHORIZED"'] as const
  const target = 'AmazonEC2ContainerRegistry_V20150921.DescribeRepositories'
  const json = { 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': target }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const noJson = [400, '"UnrecognizedClientException"'] as const
  doors
    .set('the JSON API, signed', {
      ask: (headers) =>
        request('POST', '/', {
          headers: { ...json, ...signed('ecr', 'host;x-amz-date;x-amz-target'), ...headers },
          body: '{}',
        }),
      granted: 200,
      refused: noJson,
    })
    .set('the JSON API, by a presigned URL', {
      ask: (headers) =>
        request('POST', presigned('ecr', {}, 'host;x-amz-target'), { headers: { ...json, ...headers }, body: '{}' }),
      granted: 200,
      refused: noJson,
    })
    .set('the query API, signed', {
      ask: (headers) =>
        request('POST', '/', {
          headers: { ...form, ...signed('sts'), ...headers },
          body: new URLSearchParams(action).toString(),
        }),
      granted: 200,
      refused: noQuery,
    })
    .set('the query API, by a presigned URL', {
      ask: (headers) => request('GET', presigned('sts', action), { headers }),
      granted: 200,
      refused: noQuery,
    })
    .set('/v2/ with the password of a token', {
      ask: (headers) => request('GET', '/v2/', { headers: { authorization: `Basic ${token}`, ...headers } }),
      granted: 200,
      refused: noToken,
    })
    .set('/v2/ with a bearer token', {
      ask: (headers) =>
        request('GET', '/v2/app/manifests/v1', { headers: { authorization: `Bearer ${token}`, ...headers } }),
      granted: 200,
      refused: noToken,
    })
    .set('a download', {
      ask: (headers) => request('GET', new URL(downloadUrl).pathname, { headers }),
      granted: 200,
      refused: [403, 'The URL is not valid.\n'],
    })
}

const names = [
  'the JSON API, signed',
  'the JSON API, by a presigned URL',
  'the query API, signed',
  'the query API, by a presigned URL',
  '/v2/ with the password of a token',
  '/v2/ with a bearer token',
  'a download',
]

const own: readonly Headers[] = [
  {},
  { host: 'localhost:5100' },
  { host: '[::1]:5100' },
  { host: 'ecrd:5100' },
  { host: '123456789012.dkr.ecr.us-east-1.localhost' },
  { host: '123456789012.dkr.ecr.us-east-1.example.org' },
  { 'sec-fetch-site': 'none' },
  { 'sec-fetch-site': 'same-origin', host: 'localhost:5100', origin: 'http://localhost:5100' },
  { host: 'localhost:5100', referer: 'http://localhost:5100/page' },
]

const foreign: readonly Headers[] = [
  { host: 'evil.example:5100' },
  { host: 'evil.example:5100', 'sec-fetch-site': 'same-origin', origin: 'http://evil.example:5100' },
  { host: 'localhost.evil.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: 'null' },
  { host: 'localhost:5100', origin: 'http://localhost:3000' },
  { host: 'localhost:5100', referer: 'http://evil.example/' },
]

describe.each(names)('%s', (name) => {
  const doorOf = (): Door => {
    const door = doors.get(name)
    if (door === undefined) throw new Error(`no door ${name}`)
    return door
  }

  test.each(own)('takes test credentials of a request with %j', async (headers) => {
    const { ask, granted } = doorOf()
    expect((await ask(headers)).status).toBe(granted)
  })

  test.each(foreign)('refuses test credentials of a request with %j, and tells the log why', async (headers) => {
    const { ask, refused } = doorOf()
    const before = server.denials.length
    const { status, text } = await ask(headers)
    expect([status, text]).toEqual([refused[0], expect.stringContaining(refused[1])])
    expect(text).not.toContain('test credentials')
    const denials = server.denials.slice(before).map(({ denial }) => denial)
    expect(denials.map((denial) => denial?.because)).toEqual([
      expect.stringMatching(/^test credentials are refused: (it was sent to|a browser says)/),
    ])
    expect(denials[0]?.wouldAllow).toEqual([
      'a key that this server created (ecrd env --user NAME), or --dev-hosts with the name of this server',
    ])
  })
})

test('a preflight from a page of another origin is answered without CORS headers', async () => {
  const preflight = { origin: 'http://evil.example', 'access-control-request-method': 'POST' }
  const { headers } = await registryClient(server.url).request('OPTIONS', '/', { headers: preflight })
  expect(headers['access-control-allow-origin']).toBeUndefined()
})

test('an access key that ecrd issued is accepted from every origin, since no page knows its secret', async () => {
  const { registry } = server
  const headers = { host: 'elsewhere.example:5100', origin: 'http://elsewhere.example' }
  expect((await registry.request('GET', '/v2/', { headers })).status).toBe(200)
})
