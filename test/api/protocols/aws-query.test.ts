import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import { ServiceError, unknownAccessKey } from '../../../src/errors.ts'
import { requestId, startDoors } from './aws-doors.ts'

const identity = { UserId: '123456789012', Account: '123456789012', Arn: 'arn:aws:iam::123456789012:root' }

const identityDocument =
  '<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>' +
  '<UserId>123456789012</UserId><Account>123456789012</Account><Arn>arn:aws:iam::123456789012:root</Arn>' +
  `</GetCallerIdentityResult><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></GetCallerIdentityResponse>\n`

const errorDocument = (xmlns: string, type: string, code: string, message: string) =>
  `<ErrorResponse${xmlns}><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error>` +
  `<RequestId>${requestId}</RequestId></ErrorResponse>\n`

const sts = ' xmlns="https://sts.amazonaws.com/doc/2011-06-15/"'

const post = (app: FastifyInstance, payload: string) =>
  app.inject({
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' },
    payload,
  })

test('a form reaches its operation and is answered in XML', async () => {
  const { app, passed } = startDoors(() => identity)
  const answer = await post(app, 'Action=GetCallerIdentity&Version=2011-06-15')
  expect([answer.statusCode, answer.body]).toEqual([200, identityDocument])
  expect(answer.headers).toMatchObject({ 'content-type': 'text/xml', 'x-amzn-requestid': requestId })
  expect(passed[0]?.signed).toMatchObject({ signingName: 'sts', method: 'POST', rawUrl: '/' })
})

test('a presigned GET reaches its operation, and any other GET is left to the pages', async () => {
  const { app, passed } = startDoors(() => identity)
  const url = '/?Action=GetCallerIdentity&Version=2011-06-15&X-Amz-Signature=abc'
  expect((await app.inject(url)).body).toBe(identityDocument)
  expect(passed[0]?.signed).toMatchObject({ method: 'GET', rawUrl: url, body: Buffer.alloc(0) })
  expect((await app.inject('/')).body).toBe('a page')
})

test('a form is decoded to the typed input of its operation', async () => {
  const { app, passed } = startDoors(() => ({}))
  const arn = 'arn:aws:iam::123456789012:role/a'
  await post(
    app,
    `Action=AssumeRole&Version=2011-06-15&RoleArn=${arn}&RoleSessionName=me&DurationSeconds=900&Tags.member.1.Key=k&Tags.member.1.Value=v`,
  )
  expect(passed[0]?.ran).toMatchObject({
    operation: 'AssumeRole',
    input: { RoleArn: arn, RoleSessionName: 'me', DurationSeconds: 900, Tags: [{ Key: 'k', Value: 'v' }] },
  })
})

describe('what is refused before it reaches an operation', () => {
  const role = 'Action=AssumeRole&Version=2011-06-15&RoleArn=arn:aws:iam::123456789012:role/a'
  test.each([
    [
      'Action=Nothing&Version=2011-06-15',
      '',
      'InvalidAction',
      'Could not find operation Nothing for version 2011-06-15',
    ],
    ['Action=&lt;', '', 'InvalidAction', 'Could not find operation  for version NO_VERSION_SPECIFIED'],
    ['', '', 'InvalidAction', 'Could not find operation NO_ACTION_SPECIFIED for version NO_VERSION_SPECIFIED'],
    [
      `${role}&RoleSessionName=me&DurationSeconds=x`,
      sts,
      'MalformedInput',
      'STRING_VALUE can not be converted to an Integer',
    ],
    [
      role,
      sts,
      'ValidationError',
      '1 validation error detected: Value null at &apos;roleSessionName&apos; failed to satisfy constraint: Member must not be null',
    ],
    [
      `${role}&RoleSessionName=%3C&DurationSeconds=1`,
      sts,
      'ValidationError',
      '3 validation errors detected: Value &apos;&lt;&apos; at &apos;roleSessionName&apos; failed to satisfy constraint: Member must have length greater than or equal to 2; ' +
        'Value &apos;&lt;&apos; at &apos;roleSessionName&apos; failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*; ' +
        'Value &apos;1&apos; at &apos;durationSeconds&apos; failed to satisfy constraint: Member must have value greater than or equal to 900',
    ],
  ])('the form %s is refused', async (form, xmlns, code, message) => {
    const { app, passed } = startDoors()
    const answer = await post(app, form)
    expect([answer.statusCode, answer.body]).toEqual([400, errorDocument(xmlns, 'Sender', code, message)])
    expect(passed[0]?.ran).toBeUndefined()
  })

  test('a form of more than 5,000 parameters is refused', async () => {
    const { app } = startDoors()
    const answer = await post(app, `${role}&${'a&'.repeat(5_000)}`)
    expect([answer.statusCode, answer.body]).toEqual([
      400,
      errorDocument('', 'Sender', 'MalformedInput', 'The request has more than 5000 parameters'),
    ])
  })

  test('a form above 1 MiB is refused', async () => {
    const { app } = startDoors()
    const answer = await post(app, 'a'.repeat(1024 * 1024 + 1))
    const message = 'The request body is larger than 1048576 bytes'
    expect([answer.statusCode, answer.body]).toEqual([
      413,
      errorDocument('', 'Sender', 'RequestEntityTooLarge', message),
    ])
  })
})

describe('errors of the query services', () => {
  const missing = new ServiceError('MissingAuthenticationTokenException', 'Missing Authentication Token')
  test.each([
    [missing, 403, 'Sender', 'MissingAuthenticationToken', 'Request is missing Authentication Token'],
    [
      unknownAccessKey(),
      403,
      'Sender',
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    ],
    [new ServiceError('InvalidSignatureException', 'no'), 403, 'Sender', 'SignatureDoesNotMatch', 'no'],
    [new ServiceError('AccessDeniedException', 'no'), 403, 'Sender', 'AccessDenied', 'no'],
    [new ServiceError('NotImplementedException', 'no'), 501, 'Receiver', 'NotImplemented', 'no'],
    [
      new TypeError('secret'),
      500,
      'Receiver',
      'InternalFailure',
      'These errors are usually caused by a server-side issue.',
    ],
  ])(
    'the error %s is answered with the status and code of the query services',
    async (error, status, type, code, message) => {
      const { app } = startDoors(() => {
        throw error
      })
      const answer = await post(app, 'Action=GetCallerIdentity&Version=2011-06-15')
      expect([answer.statusCode, answer.body]).toEqual([status, errorDocument(sts, type, code, message)])
    },
  )
})

test.each([
  ['an action that nobody has', (long: string) => `Action=${long}&Version=2011-06-15`],
  ['a value that is too long', (long: string) => `Action=AssumeRole&Version=2011-06-15&RoleSessionName=${long}`],
  [
    'a thousand values that are too long',
    (long: string) =>
      `Action=AssumeRole&Version=2011-06-15&${Array.from({ length: 1_000 }, (_, index) => `Tags.member.${index + 1}.Key=${long.slice(0, 900)}`).join('&')}`,
  ],
])('an answer that repeats %s has an end', async (_what, formOf) => {
  const { app } = startDoors(() => ({}))
  const answer = await post(app, formOf('"'.repeat(900_000)))
  expect(answer.statusCode).toBe(400)
  expect(answer.body).toContain('…</Message>')
  expect(Buffer.byteLength(answer.body)).toBeLessThan(64 * 1024)
})
