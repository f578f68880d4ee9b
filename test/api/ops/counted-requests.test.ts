import { expect } from 'vitest'
import { imageOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { askIam, askQuery } from '../../support/signed-query.ts'
import { askTagging, askTaggingInCbor } from '../../support/signed-tagging.ts'
import type { TestServer } from '../../support/test-server.ts'
import { connectTo } from '../../oci/raw-connection.ts'
import { strangerAccount } from '../ecr-test.ts'
import { image, repositoryName, test } from './metrics-test.ts'

const manifests = `/v2/${repositoryName}/manifests`

/** What is asked, and how it is counted: door, service, operation, effect, result. */
const requests: readonly (readonly [string, string, (server: TestServer) => Promise<unknown>])[] = [
  [
    'a pull of a manifest',
    'oci ecr BatchGetImage reads ok',
    ({ registry }) => registry.getManifest(repositoryName, 'v1'),
  ],
  [
    'a push of a manifest',
    'oci ecr PutImage changes ok',
    ({ registry }) => registry.pushManifest(repositoryName, image, 'v2'),
  ],
  [
    'the start of an upload',
    'oci ecr InitiateLayerUpload changes ok',
    ({ registry }) => registry.request('POST', `/v2/${repositoryName}/blobs/uploads/`),
  ],
  [
    'a pull of a blob',
    'oci ecr GetDownloadUrlForLayer reads ok',
    ({ registry }) => registry.getBlob(repositoryName, image.config.digest),
  ],
  ['a challenge', 'oci none none none unauthenticated', ({ url }) => registryClient(url).request('GET', '/v2/')],
  [
    'a manifest that is missing',
    'oci ecr BatchGetImage reads refused',
    ({ registry }) => registry.request('GET', `${manifests}/v9`),
  ],
  [
    'a manifest that is malformed',
    'oci ecr PutImage changes refused',
    ({ registry }) => registry.request('PUT', `${manifests}/v3`, { body: '{' }),
  ],
  [
    'a stranger who pulls',
    'oci ecr BatchGetImage reads denied',
    async ({ url, account, otherAccount }) => {
      const { authorizationToken } = await otherAccount(strangerAccount)
      const host = `${account}.dkr.ecr.us-east-1.localhost`
      await registryClient(url, { authorizationToken, host }).getManifest(repositoryName, 'v1')
    },
  ],
  ['a path of /v2/ that is none', 'oci none none none refused', ({ registry }) => registry.request('GET', '/v2/app')],
  [
    'a download whose token is none',
    'downloads none none none refused',
    ({ registry }) => registry.request('GET', '/downloads/x'),
  ],
  [
    'JSON that is signed',
    'aws-json ecr DescribeImages reads ok',
    (server) => askSigned(server, 'DescribeImages', { repositoryName }),
  ],
  [
    'JSON that is not signed',
    'aws-json ecr DescribeImages reads unauthenticated',
    (server) =>
      askSigned(server, 'DescribeImages', { repositoryName }, { sent: { headers: { authorization: undefined } } }),
  ],
  [
    'JSON that is malformed',
    'aws-json ecr DescribeImages reads refused',
    (server) => askSigned(server, 'DescribeImages', '{'),
  ],
  ['JSON that asks for what is unknown', 'aws-json none none none refused', (server) => askSigned(server, 'EraseAll')],
  [
    'JSON of a stranger',
    'aws-json ecr DescribeImages reads denied',
    async (server) => {
      const { credentials } = await server.otherAccount(strangerAccount)
      await askSigned(server, 'DescribeImages', { registryId: server.account, repositoryName }, { credentials })
    },
  ],
  [
    'JSON of another service',
    'aws-json resourcegroupstaggingapi GetTagKeys reads ok',
    (server) => askTagging(server, 'GetTagKeys', {}),
  ],
  ['a form that is signed', 'aws-query iam ListUsers reads ok', (server) => askIam(server, { Action: 'ListUsers' })],
  [
    'a form that is not signed',
    'aws-query none none none unauthenticated',
    (server) => askQuery(server, { service: 'iam', parameters: { Action: 'ListUsers' } }),
  ],
  [
    'a form that asks for what is unknown',
    'aws-query none none none refused',
    (server) => askIam(server, { Action: 'EraseAll' }),
  ],
  [
    'a form that names what is missing',
    'aws-query iam GetUser reads refused',
    (server) => askIam(server, { Action: 'GetUser', UserName: 'missing' }),
  ],
  [
    'CBOR that is malformed',
    'aws-cbor resourcegroupstaggingapi GetTagKeys reads refused',
    (server) => askTaggingInCbor(server, 'GetTagKeys', { body: Buffer.from([0xff]) }),
  ],
  ['a probe', 'probes none none none ok', ({ registry }) => registry.request('GET', '/livez')],
  [
    'a path that no door knows',
    'none none none none refused',
    ({ registry }) => registry.request('GET', '/secret-path'),
  ],
  [
    'what is no request of HTTP',
    'none none none none refused',
    async ({ url }) => {
      const connection = await connectTo(url)
      connection.send('secret nonsense\r\n\r\n')
      await connection.closed()
    },
  ],
]

test.for(requests)('%s is counted as %s', async ([, labels, ask], { server, requestsOf }) => {
  const [door = '', service = '', operation = '', effect = '', result = ''] = labels.split(' ')
  expect(await requestsOf({ door, service, operation, effect, result }, () => ask(server))).toBe(1)
})

test('no label of a request is text of a client', async ({ server, metrics }) => {
  await server.registry.pushImage(repositoryName, imageOf(), 'secret-tag')
  const labels = new Set((await metrics()).flatMap((sample) => Object.values(sample.labels)))
  for (const text of ['secret', server.account, server.credentials.accessKeyId, '127.0.0.1', 'sha256', 'EraseAll'])
    expect([...labels].filter((label) => label.includes(text))).toEqual([])
})
