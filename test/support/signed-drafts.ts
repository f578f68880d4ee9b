import { createHash } from 'node:crypto'
import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import fc from 'fast-check'
import type { SignedRequestParts } from '../../src/standards/sigv4/signed-request.ts'
import { signingKeys } from '../../src/standards/sigv4/signing-keys.ts'
import type { Proof } from '../../src/standards/sigv4/verify-signature.ts'

export const nowMs = Date.parse('2025-01-01T12:00:00Z')
export const accessKeyId = 'AKIDEXAMPLE'
export const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'

/** What a client wants to send. */
export interface Draft {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string[]>>
  /** Each name's values, as characters: on the wire they are UTF-8. */
  readonly headers: Readonly<Record<string, string[]>>
  readonly body: Uint8Array
  readonly sessionToken: string | undefined
  readonly form: 'header' | 'query'
  readonly statesBodyHash: boolean
  readonly expiresSeconds: number
}

export interface Sent {
  readonly request: SignedRequestParts
  readonly proof: Proof
}

export const plain: Draft = {
  method: 'POST',
  path: '/',
  query: {},
  headers: { host: ['ecr.eu-west-1.example.com'], 'x-amz-target': ['AmazonEC2ContainerRegistry_V20150921.PutImage'] },
  body: Buffer.from('{}'),
  sessionToken: undefined,
  form: 'header',
  statesBodyHash: false,
  expiresSeconds: 900,
}

/** AWS's own signer, and then the wire: queries in any of the encodings that mean the same. */
export async function send(draft: Draft, encode: (text: string) => string = encodeURIComponent): Promise<Sent> {
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey, sessionToken: draft.sessionToken },
    region: 'eu-west-1',
    service: 'ecr',
    sha256: Sha256,
    applyChecksum: draft.statesBodyHash,
  })
  const unsigned = {
    method: draft.method,
    protocol: 'https:',
    hostname: 'ecr.eu-west-1.example.com',
    path: draft.path,
    query: draft.query as Record<string, string[]>,
    headers: Object.fromEntries(Object.entries(draft.headers).map(([name, values]) => [name, values.join(',')])),
    body: draft.body,
  }
  const signingDate = new Date(nowMs)
  const signed = await (draft.form === 'header'
    ? signer.sign(unsigned, { signingDate })
    : signer.presign(unsigned, { signingDate, expiresIn: draft.expiresSeconds }))
  const pairs = Object.entries(signed.query ?? {}).flatMap(([name, values]) =>
    [values ?? ''].flat().map((value) => `${encode(name)}=${encode(value)}`),
  )
  const headers = Object.entries(signed.headers).map(([name, value]) => [
    name,
    (draft.headers[name] ?? [value]).map((text) => Buffer.from(text).toString('latin1')),
  ])
  return {
    request: {
      method: draft.method,
      rawPath: draft.path,
      rawQuery: pairs.toReversed().join('&'),
      headers: Object.fromEntries(headers) as SignedRequestParts['headers'],
    },
    proof: {
      nowMs,
      service: 'ecr',
      region: 'eu-west-1',
      secretAccessKey,
      bodySha256Hex: sha256Hex(draft.body),
      keys: signingKeys(),
    },
  }
}

export const sha256Hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

// ── what the oracle signs ───────────────────────────────────────────────────────────────────────

const text = fc.string({ unit: 'grapheme', maxLength: 12 })
const segment = fc.oneof(
  text.map(encodeURIComponent),
  fc.constantFrom('', '.', '..', '%2F', '%2e%2e', 'a b', '~', "!*'()", '$&+,;=:@', 'v2', '%00'),
)
const queryName = text.filter((name) => name !== '__proto__' && !name.toLowerCase().startsWith('x-amz-'))
const headerName = fc.constantFrom('content-type', 'x-test', 'x-amz-meta-a', 'x-amz-target', 'accept', 'x.y_z')
const headerValue = fc
  .string({ unit: fc.constantFrom('a', 'Z', '0', ' ', '  ', '\t', ',', ';', '"', 'é', '漢', '\u00a0', '=') })
  .map((value) => value.replace(/^[ \t]+|[ \t]+$/g, ''))
const single = new Set(['x-amz-target'])

export const drafts: fc.Arbitrary<Draft> = fc.record({
  method: fc.constantFrom('GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'PATCH'),
  path: fc.array(segment, { maxLength: 5 }).map((segments) => `/${segments.join('/')}`),
  query: fc.dictionary(queryName, fc.array(text, { minLength: 1, maxLength: 3 }), {
    noNullPrototype: true,
    maxKeys: 5,
  }),
  headers: fc
    .dictionary(headerName, fc.array(headerValue, { minLength: 1, maxLength: 3 }), { noNullPrototype: true })
    .map((headers) => ({
      ...Object.fromEntries(
        Object.entries(headers).map(([name, values]) => [name, single.has(name) ? values.slice(0, 1) : values]),
      ),
      host: ['ecr.eu-west-1.example.com:5100'],
    })),
  body: fc.uint8Array({ minLength: 1, maxLength: 40 }),
  sessionToken: fc.option(fc.base64String({ minLength: 4 }), { nil: undefined }),
  form: fc.constantFrom('header', 'query'),
  statesBodyHash: fc.boolean(),
  expiresSeconds: fc.integer({ min: 1, max: 604_800 }),
})

export const encodings = fc.constantFrom<(text: string) => string>(
  encodeURIComponent,
  (given) => encodeURIComponent(given).replaceAll('%20', '+'),
  (given) => encodeURIComponent(given).replace(/%[0-9A-F]{2}/g, (escape) => escape.toLowerCase()),
  (given) => encodeURIComponent(given).replace(/[~*!'()]/g, (c) => `%${c.charCodeAt(0).toString(16)}`),
)
