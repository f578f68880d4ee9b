import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseSignedRequest } from './parse-signed-request.ts'
import { SignatureError } from './signature-error.ts'
import type { SignedRequestParts } from './signed-request.ts'

const credential = 'AKIDEXAMPLE/20250101/eu-west-1/ecr/aws4_request'
const signature = '0'.repeat(64)
const host = 'host;x-amz-date'
const authorization = `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${host}, Signature=${signature}`

const signed: SignedRequestParts = {
  method: 'POST',
  rawPath: '/',
  rawQuery: '',
  headers: { host: ['h'], 'x-amz-date': ['20250101T000000Z'], authorization: [authorization] },
}

const parameters = {
  'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
  'X-Amz-Credential': credential,
  'X-Amz-Date': '20250101T000000Z',
  'X-Amz-Expires': '900',
  'X-Amz-SignedHeaders': 'host',
  'X-Amz-Signature': signature,
}

const withHeaders = (headers: Record<string, string[] | undefined>): SignedRequestParts => ({
  ...signed,
  headers: { ...signed.headers, ...headers },
})

const withAuthorization = (...values: string[]): SignedRequestParts => withHeaders({ authorization: values })

function presigned(changes: Record<string, string | undefined>, more = ''): SignedRequestParts {
  const stated: Record<string, string | undefined> = { ...parameters, ...changes }
  const pairs = Object.entries(stated).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  )
  const rawQuery = pairs.join('&') + more
  return { method: 'GET', rawPath: '/', rawQuery, headers: { host: ['h'] } }
}

function refusal(request: SignedRequestParts): [string, string] | undefined {
  try {
    parseSignedRequest(request)
    return undefined
  } catch (error) {
    if (error instanceof SignatureError) return [error.failure.reason, error.message]
    throw error
  }
}

const hashed = (header: string): string => createHash('sha256').update(header).digest('base64')

describe('the header form', () => {
  test('gives the access key id, the scope and the time of a request', () => {
    expect(parseSignedRequest(withHeaders({ 'x-amz-security-token': undefined }))).toEqual({
      form: 'header',
      accessKeyId: 'AKIDEXAMPLE',
      scope: { date: '20250101', region: 'eu-west-1', service: 'ecr', terminator: 'aws4_request' },
      signedHeaders: ['host', 'x-amz-date'],
      signature,
      timestampMs: Date.UTC(2025, 0, 1),
      expiresSeconds: undefined,
      sessionToken: undefined,
      statedPayloadHash: undefined,
    })
  })

  test.each([
    ['no blanks', `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${host},Signature=${signature}`],
    ['another order', `AWS4-HMAC-SHA256 Signature=${signature}, Credential=${credential}, SignedHeaders=${host}`],
    [
      'blanks around',
      ` AWS4-HMAC-SHA256   Credential=${credential} , SignedHeaders=${host} ,, Signature=${signature} `,
    ],
  ])('written with %s is the same', (_, value) => {
    expect(parseSignedRequest(withAuthorization(value))).toEqual(parseSignedRequest(signed))
  })

  test.each([
    ['HTTP’s format', 'Wed, 01 Jan 2025 00:00:00 GMT'],
    ['the basic format', '20250101T000000Z'],
  ])('takes a signed Date in %s where there is no X-Amz-Date', (_, date) => {
    const value = authorization.replace(host, 'date;host')
    const request = withHeaders({ 'x-amz-date': undefined, date: [date], authorization: [value] })
    expect(parseSignedRequest(request).timestampMs).toBe(Date.UTC(2025, 0, 1))
  })

  test('gives the session token and the stated payload hash', () => {
    const value = authorization.replace(host, 'host;x-amz-content-sha256;x-amz-date;x-amz-security-token')
    const headers = { authorization: [value], 'x-amz-security-token': ['token'], 'x-amz-content-sha256': ['abc'] }
    expect(parseSignedRequest(withHeaders(headers))).toMatchObject({ sessionToken: 'token', statedPayloadHash: 'abc' })
  })

  const incomplete = (sentences: string, header: string): [string, string] => [
    'incomplete-header',
    `${sentences} (Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(header)}`,
  ]

  test.each<[string, SignedRequestParts, [string, string]]>([
    ['no header', withHeaders({ authorization: undefined }), ['missing', 'Missing Authentication Token']],
    ['another scheme', withAuthorization('Bearer abc'), ['missing', 'Missing Authentication Token']],
    [
      'a header with nothing but the algorithm',
      withHeaders({ authorization: ['AWS4-HMAC-SHA256'], 'x-amz-date': undefined }),
      incomplete(
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.",
        'AWS4-HMAC-SHA256',
      ),
    ],
    [
      'no signature',
      withAuthorization(`AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=`),
      incomplete(
        "Authorization header requires 'Signature' parameter.",
        `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=host, Signature=`,
      ),
    ],
    [
      'a parameter that is no key=value pair',
      withAuthorization('AWS4-HMAC-SHA256 hunter2'),
      [
        'not-key-value',
        `Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): '${hashed('AWS4-HMAC-SHA256 hunter2')}'.`,
      ],
    ],
    [
      'a parameter twice',
      withAuthorization(`${authorization}, Signature=${signature}`),
      ['duplicate', "The parameter of the Authorization header 'Signature' must not be given more than once."],
    ],
    [
      'the header twice',
      withAuthorization(authorization, 'Basic abc'),
      ['duplicate', "The header 'authorization' must not be given more than once."],
    ],
    [
      'two dates',
      withHeaders({ 'x-amz-date': ['20250101T000000Z', '20250101T000000Z'] }),
      ['duplicate', "The header 'x-amz-date' must not be given more than once."],
    ],
    [
      'two hosts',
      withHeaders({ host: ['a', 'b'] }),
      ['duplicate', "The header 'host' must not be given more than once."],
    ],
    [
      'a parameter of the query form too',
      { ...signed, rawQuery: 'X-Amz-Algorithm=AWS4-HMAC-SHA256' },
      ['both-forms', "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header."],
    ],
    [
      'an invalid date',
      withHeaders({ 'x-amz-date': ['20250230T000000Z'] }),
      [
        'malformed-date',
        "Date must be in ISO-8601 'basic format'. Got '20250230T000000Z'. See http://en.wikipedia.org/wiki/ISO_8601",
      ],
    ],
    [
      'HTTP’s format in X-Amz-Date',
      withHeaders({ 'x-amz-date': ['Wed, 01 Jan 2025 00:00:00 GMT'] }),
      [
        'malformed-date',
        "Date must be in ISO-8601 'basic format'. Got 'Wed, 01 Jan 2025 00:00:00 GMT'. See http://en.wikipedia.org/wiki/ISO_8601",
      ],
    ],
    [
      'the wrong day of the week',
      withHeaders({ 'x-amz-date': undefined, date: ['Tue, 01 Jan 2025 00:00:00 GMT'] }),
      [
        'malformed-date',
        "Date must be in ISO-8601 'basic format'. Got 'Tue, 01 Jan 2025 00:00:00 GMT'. See http://en.wikipedia.org/wiki/ISO_8601",
      ],
    ],
    [
      'a Date that is not signed',
      withHeaders({
        'x-amz-date': undefined,
        date: ['Wed, 01 Jan 2025 00:00:00 GMT'],
        authorization: [authorization.replace(host, 'host')],
      }),
      ['headers-not-signed', 'There were headers present in the request which were not signed: date'],
    ],
    [
      'no signed host',
      withAuthorization(authorization.replace(host, 'x-amz-date')),
      ['host-not-signed', "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization."],
    ],
    [
      'an x-amz header that is not signed',
      withHeaders({ 'x-amz-target': ['T'], 'x-amz-security-token': ['t'], 'x-amzn-trace-id': ['1'] }),
      [
        'headers-not-signed',
        'There were headers present in the request which were not signed: x-amz-target, x-amz-security-token',
      ],
    ],
    [
      'a signed header that is absent',
      withAuthorization(authorization.replace(host, 'constructor;host;x-amz-date')),
      ['signed-headers-absent', 'There were headers signed which are not present in the request: constructor'],
    ],
    [
      'signed headers out of order',
      withAuthorization(authorization.replace(host, 'x-amz-date;host')),
      [
        'malformed-signed-headers',
        "SignedHeaders must be lower-case header names in ascending order, each once, separated by semicolons. Got 'x-amz-date;host'.",
      ],
    ],
    [
      'too many signed headers',
      withAuthorization(authorization.replace(host, ';'.repeat(100))),
      ['too-long', 'The number of signed headers exceeds the limit of 100.'],
    ],
    [
      'a long header',
      withAuthorization(`${authorization}, X=${'x'.repeat(8192)}`),
      ['too-long', 'The length of the Authorization header exceeds the limit of 8192.'],
    ],
    [
      'a long target',
      { ...signed, rawPath: `/${'x'.repeat(16_384)}` },
      ['too-long', 'The length of the request target exceeds the limit of 16384.'],
    ],
    [
      'another algorithm',
      withAuthorization(authorization.replace('SHA256', 'SHA512')),
      ['unsupported-algorithm', "Unsupported AWS 'algorithm': 'AWS4-HMAC-SHA512' (only AWS4-HMAC-SHA256 for now)."],
    ],
    [
      'a secret key in place of its id',
      withAuthorization(authorization.replace('AKIDEXAMPLE', 'wJalr/K7MDENG')),
      [
        'malformed-credential',
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '***/20250101/eu-west-1/ecr/aws4_request'",
      ],
    ],
    [
      'an access key id alone',
      withAuthorization(authorization.replace(credential, 'AKIDEXAMPLE')),
      [
        'malformed-credential',
        "Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '***'",
      ],
    ],
  ])('refuses %s', (_, request, expected) => {
    expect(refusal(request)).toEqual(expected)
  })
})

describe('the query form', () => {
  test('gives the access key id, the scope, the time and the lifetime of a request', () => {
    const token = 'to/k+e=n'
    expect(parseSignedRequest(presigned({ 'X-Amz-Security-Token': token }))).toEqual({
      form: 'query',
      accessKeyId: 'AKIDEXAMPLE',
      scope: { date: '20250101', region: 'eu-west-1', service: 'ecr', terminator: 'aws4_request' },
      signedHeaders: ['host'],
      signature,
      timestampMs: Date.UTC(2025, 0, 1),
      expiresSeconds: 900,
      sessionToken: token,
      statedPayloadHash: undefined,
    })
  })

  test.each([
    [undefined, undefined],
    ['1', 1],
    ['604800', 604_800],
  ])('takes its lifetime from X-Amz-Expires=%s', (text, expiresSeconds) => {
    expect(parseSignedRequest(presigned({ 'X-Amz-Expires': text })).expiresSeconds).toBe(expiresSeconds)
  })

  test.each(['0', '-1', '604801', '1e3', '', ' 1', '99999999999999999999'])('refuses X-Amz-Expires=%s', (text) => {
    expect(refusal(presigned({ 'X-Amz-Expires': text }))).toEqual([
      'malformed-expires',
      `X-Amz-Expires must be a number of seconds between 1 and 604800 (a week). Got '${text.slice(0, 64)}'.`,
    ])
  })

  test.each<[string, SignedRequestParts, [string, string]]>([
    [
      'missing parameters',
      { ...presigned({}), rawQuery: 'X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=' },
      [
        'incomplete-query',
        "AWS query-string parameters must include 'X-Amz-Credential'. AWS query-string parameters must include 'X-Amz-Signature'. AWS query-string parameters must include 'X-Amz-SignedHeaders'. AWS query-string parameters must include 'X-Amz-Date'. Re-examine the query-string parameters.",
      ],
    ],
    [
      'a signature without its algorithm',
      presigned({ 'X-Amz-Algorithm': undefined }),
      [
        'incomplete-query',
        "AWS query-string parameters must include 'X-Amz-Algorithm'. Re-examine the query-string parameters.",
      ],
    ],
    [
      'a parameter twice',
      presigned({}, '&X-Amz-Date=20250101T000000Z'),
      ['duplicate', "The query parameter 'X-Amz-Date' must not be given more than once."],
    ],
    [
      'a parameter twice in another case and encoding',
      presigned({}, '&x%2damz-date=20250101T000000Z'),
      ['duplicate', "The query parameter 'x-amz-date' must not be given more than once."],
    ],
    [
      'a token in two places',
      { ...presigned({ 'X-Amz-Security-Token': 'a' }), headers: { host: ['h'], 'x-amz-security-token': ['b'] } },
      ['duplicate', "The value 'x-amz-security-token' as header or query parameter must not be given more than once."],
    ],
    [
      'an x-amz header that is not signed',
      { ...presigned({}), headers: { host: ['h'], 'x-amz-target': ['T'] } },
      ['headers-not-signed', 'There were headers present in the request which were not signed: x-amz-target'],
    ],
    [
      'bytes that are no text',
      presigned({ 'X-Amz-Date': undefined }, '&X-Amz-Date=%ff%zz'),
      [
        'malformed-date',
        "Date must be in ISO-8601 'basic format'. Got '\ufffd%zz'. See http://en.wikipedia.org/wiki/ISO_8601",
      ],
    ],
  ])('refuses %s', (_, request, expected) => {
    expect(refusal(request)).toEqual(expected)
  })
})

describe('a garbled request causes no error but a SignatureError', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom(
      'AWS4-HMAC-SHA256',
      ' ',
      ',',
      '=',
      '/',
      ';',
      '%',
      'Credential=',
      'SignedHeaders=',
      'Signature=',
      host,
    ),
    fc.constantFrom(
      credential,
      signature,
      'X-Amz-Algorithm',
      'X-Amz-Credential=',
      '&',
      '__proto__',
      'X-Amz-Signature=',
    ),
  )
  const garbage = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  test('when its Authorization header is garbage', () => {
    fc.assert(
      fc.property(garbage, (text) => void refusal(withAuthorization(`AWS4-HMAC-SHA256 ${text}`))),
      {
        numRuns: 1000,
      },
    )
  })

  test('when its query is garbage', () => {
    fc.assert(
      fc.property(garbage, (rawQuery) => void refusal({ ...presigned({}), rawQuery })),
      { numRuns: 1000 },
    )
  })

  test('when any of its parts is garbage', () => {
    const requests = fc.record({
      method: garbage,
      rawPath: garbage,
      rawQuery: garbage,
      headers: fc.dictionary(
        fc.oneof(garbage, fc.constantFrom('host', 'date', 'x-amz-date', 'authorization', 'x-amz-content-sha256')),
        fc.array(garbage),
      ),
    })
    fc.assert(
      fc.property(requests, (request) => void refusal(request)),
      { numRuns: 1000 },
    )
  })
})
