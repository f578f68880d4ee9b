import { once } from 'node:events'
import { request as httpRequest } from 'node:http'
import type { IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import { ServiceError } from '../../../src/errors.ts'
import { wrongFirstByte } from '../../../src/ecr/layers/errors.ts'
import { caller, requestId, startDoors } from './aws-doors.ts'
import { registryKinds } from '../../../src/standards/arn/registry-key.ts'

const registry = { kind: registryKinds.ecr, account: caller.account, region: 'eu-central-1' }

const target = (operation: string) => `AmazonEC2ContainerRegistry_V20150921.${operation}`

function ask(app: FastifyInstance, operation: string, payload: string | Buffer, headers: Record<string, string> = {}) {
  return app.inject({
    method: 'POST',
    url: '/',
    headers: { 'x-amz-target': target(operation), 'content-type': 'application/x-amz-json-1.1', ...headers },
    payload,
  })
}

test('a request reaches its operation with typed input, and its output is written in AWS’s JSON', async () => {
  const { app, passed } = startDoors(() => ({
    authorizationData: [{ authorizationToken: 'QQ==', expiresAt: 1767268800123, proxyEndpoint: undefined }],
  }))
  const client = { sourceIp: '127.0.0.1', isSecure: false, userAgent: 'lightMyRequest', referer: undefined }
  const answer = await ask(app, 'GetAuthorizationToken', '{"registryIds":["123456789012"],"unknown":1}')
  expect([answer.statusCode, answer.body]).toEqual([
    200,
    '{"authorizationData":[{"authorizationToken":"QQ==","expiresAt":1767268800.123}]}',
  ])
  expect(answer.headers).toMatchObject({
    'content-type': 'application/x-amz-json-1.1',
    'x-amzn-requestid': requestId,
    'content-length': String(answer.body.length),
  })
  expect(passed).toEqual([
    {
      signed: expect.objectContaining({ method: 'POST', rawUrl: '/', signingName: 'ecr' }) as unknown,
      ran: {
        operation: 'GetAuthorizationToken',
        input: { registryIds: ['123456789012'] },
        scope: { registry, caller, door: 'api', requestId, client },
      },
    },
  ])
})

test('the signature is checked over the bytes as they were sent', async () => {
  const { app, passed } = startDoors()
  await ask(app, 'DescribeRegistry', ' { } ')
  expect(passed[0]?.signed.body).toEqual(Buffer.from(' { } '))
})

test('registryId selects another registry', async () => {
  const { app, passed } = startDoors()
  await ask(app, 'ListImages', '{"registryId":"999999999999","repositoryName":"app"}')
  expect(passed[0]?.ran?.scope.registry.account).toBe('999999999999')
})

test('a request without body and without content type is an empty input', async () => {
  const { app, passed } = startDoors()
  const answer = await app.inject({ method: 'POST', url: '/', headers: { 'x-amz-target': target('DescribeRegistry') } })
  expect([answer.statusCode, answer.body]).toEqual([200, '{}'])
  expect(passed[0]?.ran?.input).toEqual({})
})

describe('what is refused before it reaches an operation', () => {
  const invalid = (at: string, constraint: string) => [
    400,
    'InvalidParameterException',
    `Invalid parameter at '${at}' failed to satisfy constraint: '${constraint}'`,
  ]
  const nameRule = "must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*'"

  test.each([
    ['Nothing', '{}', [400, 'UnknownOperationException', 'The operation is unknown']],
    ['PutImage', '{', [400, 'SerializationException', 'The request body is not valid JSON']],
    [
      'PutImage',
      Buffer.from('{"a":"\xff"}', 'latin1'),
      [400, 'SerializationException', 'The request body is not valid UTF-8'],
    ],
    ['PutImage', '[]', [400, 'SerializationException', 'Start of list found where not expected']],
    ['PutImage', '{"imageTag":1}', [400, 'SerializationException', 'NUMBER_VALUE can not be converted to a String']],
    ['PutImage', '{"repositoryName":"app"}', invalid('imageManifest', 'Member must not be null')],
    ['CreateRepository', '{"repositoryName":"App"}', invalid('repositoryName', nameRule)],
    [
      'DescribeRepositories',
      '{"maxResults":1001}',
      invalid('maxResults', 'Member must have value less than or equal to 1000'),
    ],
    [
      'CreateRepository',
      '{"repositoryName":"app","imageTagMutability":"SOMETIMES"}',
      invalid(
        'imageTagMutability',
        'Member must satisfy enum value set: [MUTABLE, IMMUTABLE, IMMUTABLE_WITH_EXCLUSION, MUTABLE_WITH_EXCLUSION]',
      ),
    ],
    [
      'TagResource',
      '{"resourceArn":"a","tags":[{"Value":"b"}]}',
      invalid('tags.1.member.key', 'Member must not be null'),
    ],
  ])('%s with the body %s is refused', async (operation, body, [status, type, message]) => {
    const { app, passed } = startDoors()
    const answer = await ask(app, operation, body)
    expect([answer.statusCode, answer.json()]).toEqual([status, { __type: type, message }])
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-amz-json-1.1',
      'x-amzn-requestid': requestId,
    })
    expect(passed[0]?.ran).toBeUndefined()
  })

  test('a JSON request without an operation is refused', async () => {
    const { app } = startDoors()
    const answer = await app.inject({
      method: 'POST',
      url: '/',
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      payload: '{}',
    })
    expect(answer.json()).toEqual({ __type: 'UnknownOperationException', message: 'The operation is unknown' })
  })

  test('a malformed Content-Type is refused', async () => {
    const { app } = startDoors()
    const answer = await ask(app, 'DescribeRegistry', '{}', { 'content-type': '@' })
    expect([answer.statusCode, answer.json<{ __type: string }>().__type]).toEqual([400, 'SerializationException'])
  })
})

test('malformed digests and tags of a batch reach the operation', async () => {
  const { app, passed } = startDoors()
  const imageIds = [{ imageDigest: 'nonsense' }, { imageTag: '' }, {}]
  await ask(app, 'BatchGetImage', JSON.stringify({ repositoryName: 'app', imageIds }))
  expect(passed[0]?.ran?.input).toEqual({ repositoryName: 'app', imageIds })
  await ask(app, 'BatchCheckLayerAvailability', JSON.stringify({ repositoryName: 'app', layerDigests: ['', 'x'] }))
  expect(passed[1]?.ran?.input).toEqual({ repositoryName: 'app', layerDigests: ['', 'x'] })
})

describe('errors that an operation throws', () => {
  const key = { ...registry, name: 'app' }
  test.each([
    [
      new ServiceError('RepositoryNotFoundException', 'no'),
      400,
      { __type: 'RepositoryNotFoundException', message: 'no' },
    ],
    [new ServiceError('ServerException', 'no'), 500, { __type: 'ServerException', message: 'no' }],
    [new ServiceError('AccessDeniedException', 'no'), 400, { __type: 'AccessDeniedException', message: 'no' }],
    [
      wrongFirstByte(key, 'u', 0, 10),
      400,
      {
        __type: 'InvalidLayerPartException',
        message: 'First byte of the layer part is 0 instead of 10',
        registryId: key.account,
        repositoryName: key.name,
        uploadId: 'u',
        lastValidByteReceived: 9,
      },
    ],
    [
      new Error('secret'),
      500,
      { __type: 'ServerException', message: 'These errors are usually caused by a server-side issue.' },
    ],
  ])('the error %s is answered with its status and members', async (error, status, body) => {
    const { app } = startDoors(() => {
      throw error
    })
    const answer = await ask(app, 'DescribeRegistry', '{}')
    expect([answer.statusCode, answer.json()]).toEqual([status, body])
  })
})

describe('the largest request body', () => {
  const MiB = 1024 * 1024
  const json = (bytes: number) => `{"x":"${' '.repeat(bytes - '{"x":""}'.length)}"}`

  test.each([
    ['DescribeRegistry', MiB],
    ['PutImage', 8.5 * MiB],
    ['UploadLayerPart', 28 * MiB],
  ])('%s takes %d bytes and refuses one more', async (operation, limitBytes) => {
    const { app } = startDoors()
    expect((await ask(app, operation, json(limitBytes))).statusCode).not.toBe(413)
    const answer = await ask(app, operation, json(limitBytes + 1))
    expect([answer.statusCode, answer.json()]).toEqual([
      413,
      { __type: 'RequestEntityTooLargeException', message: `The request body is larger than ${limitBytes} bytes` },
    ])
  })

  test('a request without Content-Length is answered as soon as it is too long', async () => {
    const { app } = startDoors()
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo
    const headers = { 'x-amz-target': target('DescribeRegistry'), 'transfer-encoding': 'chunked' }
    const sent = httpRequest({ host: '127.0.0.1', port, method: 'POST', path: '/', headers })
    sent.on('error', () => undefined)
    sent.write(' '.repeat(MiB + 1))
    const [answer] = (await once(sent, 'response')) as [IncomingMessage]
    expect([answer.statusCode, await text(answer)]).toEqual([
      413,
      '{"__type":"RequestEntityTooLargeException","message":"The request body is larger than 1048576 bytes"}',
    ])
    sent.destroy()
  })
})
