import { GetObjectCommand, HeadBucketCommand, ListBucketsCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect, test as base } from 'vitest'
import { type RegistryAnswer, registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

/** Tools that are pointed at ecrd with one address for all services ask it for what it doesn't have. */
const test = base.extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
  const server = await startTestServer()
  onCleanup(server.stop)
  return server
})

const notServed = (service: string): string =>
  `ecrd does not serve ${service}. It serves ecr, tagging, sts, iam, and ecrd.`

const object = { Bucket: 'bucket', Key: 'a/key' }

describe('a request for S3', () => {
  test.for([
    ['ListBuckets', (s3: S3Client) => s3.send(new ListBucketsCommand({}))],
    ['PutObject', (s3: S3Client) => s3.send(new PutObjectCommand({ ...object, Body: 'bytes' }))],
    ['GetObject', (s3: S3Client) => s3.send(new GetObjectCommand(object))],
  ] as const)('%s of S3 is answered with the services that ecrd serves', async ([, send], { server }) => {
    const s3 = new S3Client({ ...clientOf(server), forcePathStyle: true })
    await expect(send(s3)).rejects.toMatchObject({
      name: 'UnknownOperationException',
      message: notServed('s3'),
      $metadata: { httpStatusCode: 400 },
    })
    s3.destroy()
  })

  test('HEAD of a bucket is answered with 400 and no body', async ({ server }) => {
    const s3 = new S3Client({ ...clientOf(server), forcePathStyle: true })
    const answer = s3.send(new HeadBucketCommand({ Bucket: 'bucket' }))
    await expect(answer).rejects.toMatchObject({ $metadata: { httpStatusCode: 400 } })
    s3.destroy()
  })

  test('a presigned URL of S3 is answered with the services that ecrd serves', async ({ server }) => {
    const query = `X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent('AKID/20260101/us-east-1/s3/aws4_request')}`
    const { status, text } = await server.registry.request('GET', `/bucket/key?${query}`)
    expect([status, text]).toEqual([400, expect.stringContaining(`<Message>${notServed('s3')}</Message>`)])
  })
})

describe('a request for a service with JSON', () => {
  test.for(['DynamoDB_20120810.ListTables', 'TrentService.ListKeys'])(
    '%s is answered with the services that ecrd serves',
    async (target, { server }) => {
      const service = target.startsWith('Dynamo') ? 'dynamodb' : 'kms'
      const answer = await askSigned(server, '', {}, { service, headers: { 'x-amz-target': target } })
      expect([answer.status, answer.json()]).toEqual([
        400,
        { __type: 'UnknownOperationException', message: notServed(service) },
      ])
    },
  )

  test('is recognised by its target when its signature names a served service', async ({ server }) => {
    const answer = await askSigned(server, '', {}, { headers: { 'x-amz-target': 'Logs_20140328.CreateLogGroup' } })
    expect(answer.json()).toEqual({ __type: 'UnknownOperationException', message: notServed('Logs_20140328') })
  })

  test('in REST is answered with the header that its clients read', async ({ server }) => {
    const answer = await askAs('eks', server, { method: 'GET', path: '/clusters' })
    expect([answer.status, answer.headers['x-amzn-errortype'], answer.json()]).toEqual([
      400,
      'UnknownOperationException',
      { __type: 'UnknownOperationException', message: notServed('eks') },
    ])
  })
})

describe('a request for a service with XML', () => {
  test('in the query protocol is answered with the services that ecrd serves', async ({ server }) => {
    const body = 'Action=DescribeInstances&Version=2016-11-15'
    const answer = await askAs('ec2', server, { method: 'POST', path: '/', body })
    expect([answer.status, answer.text]).toEqual([
      400,
      expect.stringContaining(`<Code>InvalidAction</Code><Message>${notServed('ec2')}</Message>`),
    ])
  })

  test('in the query protocol is recognised by the version in its URL', async ({ server }) => {
    const { text } = await registryClient(server.url).request('GET', '/?Action=DescribeInstances&Version=2016-11-15')
    expect(text).toContain(`<Message>${notServed('an API of version 2016-11-15')}</Message>`)
  })

  test('in REST is answered with the services that ecrd serves', async ({ server }) => {
    const answer = await askAs('route53', server, { method: 'GET', path: '/2013-04-01/hostedzone' })
    expect([answer.status, answer.headers['content-type'], answer.text]).toEqual([
      400,
      'text/xml',
      expect.stringContaining(
        `<ErrorResponse><Error><Type>Sender</Type><Code>UnknownOperationException</Code><Message>${notServed('route53')}</Message></Error>`,
      ),
    ])
  })
})

describe('a malformed service name in a signature', () => {
  test.for(['<b>', 'a b', 'x'.repeat(65), ''])(
    'the service %j is not repeated in the answer',
    async (service, { server }) => {
      const authorization = `AWS4-HMAC-SHA256 Credential=AKID/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
      const answer = await registryClient(server.url).request('GET', '/bucket', { headers: { authorization } })
      expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
    },
  )
})

test('a signature for a served service on an unknown path answers 404', async ({ server }) => {
  const answer = await askAs('ecr', server, { method: 'GET', path: '/nowhere' })
  expect([answer.status, answer.text]).toEqual([404, '404 page not found\n'])
})

const clientOf = ({ url, region, credentials }: TestServer) => ({ endpoint: url, region, credentials, maxAttempts: 1 })

async function askAs(
  service: string,
  { url, region, credentials }: TestServer,
  { method, path, body }: { readonly method: string; readonly path: string; readonly body?: string },
): Promise<RegistryAnswer> {
  const { hostname, port, host } = new URL(url)
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
  const headers = { host, ...(body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' }) }
  const signed = await signer.sign({ protocol: 'http:', method, path, hostname, port: Number(port), headers, body })
  return registryClient(url).request(method, path, {
    headers: signed.headers,
    ...(body === undefined ? {} : { body }),
  })
}
