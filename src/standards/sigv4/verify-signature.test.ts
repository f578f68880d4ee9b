import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { SignatureFailure } from './failures.ts'
import { parseSignedRequest } from './parse-signed-request.ts'
import { SignatureError } from './signature-error.ts'
import type { SignedRequestParts } from './signed-request.ts'
import { signingKeys } from './signing-keys.ts'
import {
  accessKeyId,
  type Draft,
  drafts,
  encodings,
  nowMs,
  plain,
  secretAccessKey,
  send,
  type Sent,
  sha256Hex,
} from '../../../test/support/signed-drafts.ts'
import { type Proof, requireScope, verifySignature } from './verify-signature.ts'

function failureOf({ request, proof }: Sent): SignatureFailure | undefined {
  return caught(() => verifySignature(parseSignedRequest(request), request, proof))?.failure
}

function messageOf({ request, proof }: Sent): string | undefined {
  return caught(() => verifySignature(parseSignedRequest(request), request, proof))?.message
}

function caught(run: () => void): SignatureError | undefined {
  try {
    run()
    return undefined
  } catch (error) {
    if (error instanceof SignatureError) return error
    throw error
  }
}

const withHeader = ({ request, proof }: Sent, name: string, value: string | undefined): Sent => {
  const { [name]: _, ...others } = request.headers
  return { request: { ...request, headers: value === undefined ? others : { ...others, [name]: [value] } }, proof }
}

const withProof = ({ request, proof }: Sent, changes: Partial<Proof>): Sent => ({
  request,
  proof: { ...proof, ...changes },
})

const authorizationOf = ({ request }: Sent): string => request.headers.authorization?.[0] ?? ''

/** Changes one of the parameters of either form. */
function restate(sent: Sent, form: Draft['form'], from: RegExp, to: (found: string) => string): Sent {
  if (form === 'header') return withHeader(sent, 'authorization', authorizationOf(sent).replace(from, to))
  const rawQuery = sent.request.rawQuery.replaceAll('%2F', '/').replace(from, to)
  return { ...sent, request: { ...sent.request, rawQuery } }
}

test('a request that AWS’s own signer signs is verified', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, encodings, async (draft, encode) => {
      const sent = await send(draft, encode)
      expect(failureOf(sent)).toBeUndefined()
      const parsed = parseSignedRequest(sent.request)
      expect(parsed).toMatchObject({
        form: draft.form,
        accessKeyId,
        scope: { date: '20250101', region: 'eu-west-1', service: 'ecr', terminator: 'aws4_request' },
        timestampMs: nowMs,
        expiresSeconds: draft.form === 'query' ? draft.expiresSeconds : undefined,
        sessionToken: draft.sessionToken,
      })
    }),
    { numRuns: 300 },
  )
})

interface Mutation {
  readonly apply: (sent: Sent, draft: Draft) => Sent
  readonly reasons: readonly SignatureFailure['reason'][]
}

const mutations: Record<string, Mutation> = {
  method: {
    apply: ({ request, proof }) => ({ request: { ...request, method: 'OPTIONS' }, proof }),
    reasons: ['mismatch'],
  },
  path: {
    apply: ({ request, proof }) => ({ request: { ...request, rawPath: `${request.rawPath}/x` }, proof }),
    reasons: ['mismatch'],
  },
  'another query parameter': {
    apply: ({ request, proof }) => ({ request: { ...request, rawQuery: `${request.rawQuery}&more` }, proof }),
    reasons: ['mismatch'],
  },
  'a query value': {
    apply: ({ request, proof }) => {
      const ownParameter = /(^|&)(?!x-amz-)([^=&]*)=/i
      const { rawQuery } = request
      const changed = ownParameter.test(rawQuery) ? rawQuery.replace(ownParameter, '$1$2=z') : `${rawQuery}&a=z`
      return { request: { ...request, rawQuery: changed }, proof }
    },
    reasons: ['mismatch'],
  },
  'the host': { apply: (sent) => withHeader(sent, 'host', 'elsewhere.example.com'), reasons: ['mismatch'] },
  'a signed header left out': {
    apply: (sent) => withHeader(sent, 'host', undefined),
    reasons: ['signed-headers-absent'],
  },
  'an x-amz header added': {
    apply: (sent) => withHeader(sent, 'x-amz-added', '1'),
    reasons: ['headers-not-signed'],
  },
  body: {
    apply: (sent) => withProof(sent, { bodySha256Hex: sha256Hex(Buffer.from('another')) }),
    reasons: ['mismatch', 'body-mismatch'],
  },
  date: {
    apply: (sent, { form }) =>
      form === 'header'
        ? withHeader(sent, 'x-amz-date', '20250101T120001Z')
        : restate(sent, form, /20250101T120000Z/, () => '20250101T120001Z'),
    reasons: ['mismatch'],
  },
  region: {
    apply: (sent, { form }) =>
      withProof(
        restate(sent, form, /eu-west-1\/ecr/, () => 'eu-west-2/ecr'),
        { region: 'eu-west-2' },
      ),
    reasons: ['mismatch'],
  },
  'region of the server': { apply: (sent) => withProof(sent, { region: 'eu-west-2' }), reasons: ['wrong-scope'] },
  service: {
    apply: (sent, { form }) =>
      withProof(
        restate(sent, form, /eu-west-1\/ecr/, () => 'eu-west-1/iam'),
        { service: 'iam' },
      ),
    reasons: ['mismatch'],
  },
  'service of the server': { apply: (sent) => withProof(sent, { service: 'sts' }), reasons: ['wrong-scope'] },
  terminator: {
    apply: (sent, { form }) => restate(sent, form, /aws4_request/, () => 'aws5_request'),
    reasons: ['wrong-scope'],
  },
  secret: { apply: (sent) => withProof(sent, { secretAccessKey: 'another' }), reasons: ['mismatch'] },
  'a digit of the signature': {
    apply: (sent, { form }) => restate(sent, form, /(?<=Signature=)./, (digit) => (digit === '0' ? '1' : '0')),
    reasons: ['mismatch'],
  },
  'the signature cut short': {
    apply: (sent, { form }) => restate(sent, form, /(?<=Signature=)[0-9a-f]{2}/, () => ''),
    reasons: ['mismatch'],
  },
}

describe('a signed request is refused after a change', () => {
  test.each(Object.entries(mutations))('change: %s', async (_, { apply, reasons }) => {
    await fc.assert(
      fc.asyncProperty(drafts, async (draft) => {
        const sent = apply(await send(draft), draft)
        expect(reasons).toContain(failureOf(sent)?.reason)
      }),
      { numRuns: 40 },
    )
  })
})

// ── one case at a time ──────────────────────────────────────────────────────────────────────────

test("AWS's published example of a signed request is verified", () => {
  const request: SignedRequestParts = {
    method: 'GET',
    rawPath: '/',
    rawQuery: 'Action=ListUsers&Version=2010-05-08',
    headers: {
      host: ['iam.amazonaws.com'],
      'content-type': ['application/x-www-form-urlencoded; charset=utf-8'],
      'x-amz-date': ['20150830T123600Z'],
      authorization: [
        'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=content-type;host;x-amz-date, Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7',
      ],
    },
  }
  const proof: Proof = {
    nowMs: Date.parse('2015-08-30T12:36:00Z'),
    service: 'iam',
    secretAccessKey,
    bodySha256Hex: sha256Hex(Buffer.alloc(0)),
    keys: signingKeys(),
  }
  expect(failureOf({ request, proof })).toBeUndefined()
})

describe('a signature', () => {
  const presigned: Draft = { ...plain, form: 'query', expiresSeconds: 3600 }
  const minutes = (count: number): number => nowMs + count * 60_000

  test.each([
    ['is valid 5 minutes late', plain, minutes(5) + 999, undefined],
    ['is valid 5 minutes early', plain, minutes(-5), undefined],
    [
      'has expired more than 5 minutes late',
      plain,
      minutes(5) + 1000,
      'Signature expired: 20250101T120000Z is now earlier than 20250101T120001Z (20250101T120501Z - 5 min.)',
    ],
    [
      'is not yet current more than 5 minutes early',
      plain,
      minutes(-5) - 1,
      'Signature not yet current: 20250101T120000Z is still later than 20250101T115959Z (20250101T115459Z + 5 min.)',
    ],
    ['of a presigned URL is valid during its hour', presigned, minutes(60), undefined],
    [
      'of a presigned URL has expired after its hour',
      presigned,
      minutes(61),
      'Signature expired: 20250101T120000Z is now earlier than 20250101T120100Z (20250101T130100Z - 60 min.)',
    ],
    [
      'of a presigned URL for seconds has expired after them',
      { ...presigned, expiresSeconds: 5 },
      nowMs + 6000,
      'Signature expired: 20250101T120000Z is now earlier than 20250101T120001Z (20250101T120006Z - 5 sec.)',
    ],
    [
      'of a presigned URL is not yet current more than 5 minutes early',
      presigned,
      minutes(-6),
      'Signature not yet current: 20250101T120000Z is still later than 20250101T115900Z (20250101T115400Z + 5 min.)',
    ],
  ])('%s', async (_, draft, at, sentence) => {
    expect(messageOf(withProof(await send(draft), { nowMs: at }))).toBe(sentence)
  })
})

describe('the credential scope', () => {
  test('is refused with all that is wrong, in AWS’s order', async () => {
    const sent = restate(await send(plain), 'header', /20250101\/.*request/, () => '20241231/mars/s3/aws5_request')
    expect(messageOf(sent)).toBe(
      "Credential should be scoped to a valid region. Credential should be scoped to correct service: 'ecr'. Credential should be scoped with a valid terminator: 'aws4_request', not 'aws5_request'. Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '20241231' != '20250101', from '20250101T120000Z'.",
    )
  })

  test('may have any valid region when no region is expected', async () => {
    const anyRegion = withProof(await send(plain), { region: undefined })
    expect(failureOf(anyRegion)).toBeUndefined()
    const none = restate(anyRegion, 'header', /eu-west-1\//, () => '../')
    expect(messageOf(none)).toBe('Credential should be scoped to a valid region.')
  })

  test('can be checked before the secret is known', async () => {
    const { request, proof } = await send(plain)
    const parsed = parseSignedRequest(request)
    expect(caught(() => requireScope(parsed, proof))).toBeUndefined()
    expect(caught(() => requireScope(parsed, { ...proof, service: 'iam' }))?.message).toBe(
      "Credential should be scoped to correct service: 'iam'.",
    )
  })
})

describe('the body of a signed request', () => {
  test('must have the hash that x-amz-content-sha256 states', async () => {
    const sent = withProof(await send({ ...plain, statesBodyHash: true }), { bodySha256Hex: '0'.repeat(64) })
    expect(messageOf(sent)).toBe("The provided 'x-amz-content-sha256' header does not match what was computed.")
  })

  const unsigned: Draft = { ...plain, headers: { ...plain.headers, 'x-amz-content-sha256': ['UNSIGNED-PAYLOAD'] } }

  test('is refused as UNSIGNED-PAYLOAD, unless it is the empty body of a presigned URL', async () => {
    const empty = Buffer.alloc(0)
    expect(failureOf(await send(unsigned))).toEqual({ reason: 'body-mismatch' })
    expect(failureOf(await send({ ...unsigned, body: empty }))).toEqual({ reason: 'body-mismatch' })
    expect(failureOf(await send({ ...unsigned, form: 'query' }))).toEqual({ reason: 'body-mismatch' })
    expect(failureOf(await send({ ...unsigned, form: 'query', body: empty }))).toBeUndefined()
  })

  test('is refused when it is signed in chunks', async () => {
    const headers = { ...plain.headers, 'x-amz-content-sha256': ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD'] }
    expect(failureOf(await send({ ...plain, headers }))).toEqual({ reason: 'body-mismatch' })
    expect(failureOf(await send({ ...plain, headers, form: 'query' }))).toEqual({ reason: 'body-mismatch' })
  })
})

test('a request with characters that no HTTP parser accepts is a mismatch', async () => {
  const { request, proof } = await send(plain)
  expect(failureOf({ request: { ...request, method: 'GET\n/' }, proof })).toEqual({ reason: 'mismatch' })
  expect(failureOf(withHeader({ request, proof }, 'host', 'ĥ'))).toEqual({ reason: 'mismatch' })
})

test('a signature mismatch is reported in AWS’s words', async () => {
  expect(messageOf(withProof(await send(plain), { secretAccessKey: '' }))).toBe(
    'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
  )
})
