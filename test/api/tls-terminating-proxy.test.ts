import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request as openRequest } from 'node:http'
import { Agent, createServer, get, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import {
  CreateRepositoryCommand,
  DescribeImagesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Authority, canIssueCertificates, openAuthority } from '../support/certificates.ts'
import { imageOf } from '../support/images.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/** A company's front door: clients speak TLS with it, and it speaks plain HTTP with ecrd, under a name of its own. */
async function startProxy(authority: Authority, target: () => string): Promise<Server> {
  const { cert, key } = await authority.issue('proxy')
  const proxy = createServer({ cert: await readFile(cert), key: await readFile(key) }, (incoming, reply) => {
    const { method, url, headers } = incoming
    const forwarded = {
      host: 'ecrd.internal:8080',
      'x-forwarded-for': incoming.socket.remoteAddress,
      'x-forwarded-host': headers.host,
      'x-forwarded-proto': 'https',
    }
    const outgoing = openRequest(
      `${target()}${url ?? ''}`,
      { method, headers: { ...headers, ...forwarded } },
      (answer) => {
        reply.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(reply)
      },
    )
    incoming.pipe(outgoing)
  })
  proxy.listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return proxy
}

describe.runIf(canIssueCertificates)('behind a proxy that terminates TLS', () => {
  let folder: TemporaryFolder
  let authority: Authority
  let proxy: Server
  let server: TestServer
  let url: string
  let ecr: ECRClient
  beforeAll(async () => {
    folder = await temporaryFolder()
    authority = await openAuthority(folder.path)
    proxy = await startProxy(authority, () => server.url)
    url = `https://localhost:${(proxy.address() as AddressInfo).port}`
    server = await startTestServer({ registryHost: url, trustedProxies: ['127.0.0.1'] })
    const requestHandler = { httpsAgent: new Agent({ ca: authority.certificate }) }
    const { region, credentials } = server
    ecr = new ECRClient({ endpoint: url, region, credentials, maxAttempts: 1, requestHandler })
  })
  afterAll(async () => {
    ecr.destroy()
    proxy.close()
    proxy.closeAllConnections()
    await server.stop()
    await folder.remove()
  })

  test('an image is pushed and pulled through the addresses that ecrd answers', async () => {
    const image = imageOf()
    const { repository } = await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    expect(`https://${repository?.repositoryUri ?? ''}`).toBe(`${url}/app`)
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    const { proxyEndpoint = '', authorizationToken = '' } = authorizationData?.[0] ?? {}
    expect(proxyEndpoint).toBe(url)

    const registry = registryClient(proxyEndpoint, { authorizationToken, ca: authority.certificate })
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    expect(opened.headers.location?.startsWith(`${url}/v2/app/blobs/uploads/`)).toBe(true)
    await registry.pushImage('app', image, 'v1')
    expect((await registry.getManifest('app', 'v1')).body).toEqual(image.bytes)
    const { imageDetails } = await ecr.send(new DescribeImagesCommand({ repositoryName: 'app' }))
    expect(imageDetails?.[0]?.imageDigest).toBe(image.digest)
  })

  test('a layer is downloaded from the URL of GetDownloadUrlForLayer', async () => {
    const { digest, bytes } = imageOf().config
    const wanted = { repositoryName: 'app', layerDigest: digest }
    const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand(wanted))
    expect(await download(downloadUrl, authority.certificate)).toEqual(bytes)
  })
})

async function download(url: string, ca: string): Promise<Buffer> {
  const [answer] = (await once(get(url, { ca }), 'response')) as [AsyncIterable<Buffer>]
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks)
}
