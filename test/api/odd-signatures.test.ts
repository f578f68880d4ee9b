import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect } from 'vitest'
import { type RegistryAnswer, registryClient } from '../support/registry-client.ts'
import { askSigned, targetOf } from '../support/signed-json.ts'
import { storedRows } from '../support/stored-rows.ts'
import type { TestServer } from '../support/test-server.ts'
import { test } from './ecr-test.ts'

/** Requests whose signature is right and doesn't hold: what it leaves open, and what is sent twice. */

const repositoryName = 'team/odd'
const told = ({ status, json }: RegistryAnswer) => {
  const { __type, message } = json() as { readonly __type?: string; readonly message?: string }
  return [status, __type, message]
}
const invalid = (message: unknown) => [400, 'InvalidSignatureException', message]
const otherBody = "The provided 'x-amz-content-sha256' header does not match what was computed."

describe('a body that is not signed as a whole', () => {
  const chunk = `2;chunk-signature=${'0'.repeat(64)}\r\n{}\r\n0;chunk-signature=${'0'.repeat(64)}\r\n\r\n`

  // Only S3 takes them. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
  test.for([
    ['UNSIGNED-PAYLOAD', '{"repositoryName":"team/odd"}'],
    ['STREAMING-UNSIGNED-PAYLOAD-TRAILER', '{"repositoryName":"team/odd"}'],
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD', chunk],
    ['STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER', chunk],
    ['STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD', chunk],
    ['unsigned-payload', '{"repositoryName":"team/odd"}'],
    ['', '{"repositoryName":"team/odd"}'],
  ] as const)('x-amz-content-sha256 %s is refused and changes nothing', async ([hash, body], { server }) => {
    const before = await storedRows(server.running.ctx.database)
    const headers = { 'x-amz-content-sha256': hash, 'x-amz-decoded-content-length': '2' }
    const encoded = hash.startsWith('STREAMING') ? { ...headers, 'content-encoding': 'aws-chunked' } : headers
    expect(told(await askSigned(server, 'CreateRepository', body, { headers: encoded }))).toEqual(invalid(otherBody))
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })
})

describe('a presigned URL with an unsigned body', () => {
  const unsigned = { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' }

  test('is refused when a JSON body holds the request', async ({ server }) => {
    const before = await storedRows(server.running.ctx.database)
    const headers = { ...unsigned, 'x-amz-target': targetOf('CreateRepository') }
    const path = await presign(server, 'ecr', headers)
    const body = JSON.stringify({ repositoryName })
    const answer = await registryClient(server.url).request('POST', path, { headers, body })
    expect(told(answer)).toEqual(invalid(otherBody))
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })

  test('is refused when a form holds the request', async ({ server }) => {
    const path = await presign(server, 'sts', unsigned)
    const headers = { ...unsigned, 'content-type': 'application/x-www-form-urlencoded' }
    const body = 'Action=GetSessionToken&Version=2011-06-15'
    const answer = await registryClient(server.url).request('POST', path, { headers, body })
    expect([answer.status, answer.text]).toEqual([
      403,
      expect.stringContaining('<Code>SignatureDoesNotMatch</Code><Message>The provided'),
    ])
  })

  test('is accepted when the URL holds the whole request', async ({ server }) => {
    const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
    const path = await presign(server, 'sts', unsigned, query)
    const answer = await registryClient(server.url).request('POST', path, { headers: unsigned })
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('<GetCallerIdentityResult>')])
  })
})

/** The URL of a POST whose headers are all signed and stay headers. */
async function presign(
  { url, region, credentials }: TestServer,
  service: string,
  headers: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>> = {},
): Promise<string> {
  const { hostname, port, host } = new URL(url)
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
  const { query: signed = {} } = await signer.presign(
    {
      protocol: 'http:',
      method: 'POST',
      path: '/',
      hostname,
      port: Number(port),
      headers: { host, ...headers },
      query,
    },
    { expiresIn: 60, unhoistableHeaders: new Set(Object.keys(headers)) },
  )
  const parameters = Object.entries(signed).map(([name, value]): [string, string] => [name, String(value)])
  return `/?${new URLSearchParams(parameters).toString()}`
}

describe('a header that is sent twice', () => {
  const twice = (name: string, ...values: string[]) => ({ headers: { [name]: values } })

  test.for([
    ['x-amz-target', targetOf('CreateRepository'), targetOf('DescribeRegistry')],
    ['x-amz-target', targetOf('DescribeRegistry'), targetOf('CreateRepository')],
    ['x-amz-date', '20250101T000000Z', '20250101T000000Z'],
    ['authorization', 'AWS4-HMAC-SHA256 Credential=a', 'AWS4-HMAC-SHA256 Credential=b'],
    ['x-amz-security-token', 'one', 'two'],
    ['x-amz-content-sha256', 'UNSIGNED-PAYLOAD', 'UNSIGNED-PAYLOAD'],
    ['content-type', 'application/x-amz-json-1.1', 'text/plain'],
  ] as const)('%s with two values is refused', async ([name, ...values], { server }) => {
    const before = await storedRows(server.running.ctx.database)
    const sent = twice(name, ...values)
    const { status } = await askSigned(server, 'CreateRepository', { repositoryName }, { sent })
    expect(status).toBe(400)
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })
})

test.for(['authorization', 'x-amz-date', 'x-amz-target', 'content-type'])(
  '%s sent twice with the same value is refused',
  async (name, { server }) => {
    const before = await storedRows(server.running.ctx.database)
    const { status } = await askSigned(server, 'CreateRepository', { repositoryName }, { sent: { twice: [name] } })
    expect(status).toBe(400)
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  },
)

describe('a header that is not signed', () => {
  test.for(['host', 'x-amz-target', 'x-amz-date'])(
    'a request that does not sign %s is refused',
    async (name, { server }) => {
      const answer = await askSigned(server, 'CreateRepository', { repositoryName }, { unsigned: [name] })
      const [status, type] = told(answer)
      expect([status, type]).toEqual([400, 'InvalidSignatureException'])
    },
  )

  test.for(['x-amz-meta-a', 'x-amz-user-agent', 'x-amz-security-token'])(
    'a request with the unsigned header %s of AWS is refused',
    async (name, { server }) => {
      const sent = { headers: { [name]: 'added on the way' } }
      const { status } = await askSigned(server, 'CreateRepository', { repositoryName }, { sent })
      expect(status).toBe(400)
    },
  )

  test('a request may have other unsigned headers, which proxies add', async ({ server }) => {
    const sent = { headers: { via: '1.1 proxy', 'x-amzn-trace-id': 'Root=1', accept: '*/*' } }
    expect((await askSigned(server, 'DescribeRegistry', {}, { sent })).status).toBe(200)
  })
})

test('a signed request is refused after five minutes, even if it was accepted before', async ({ server }) => {
  const signedAt = new Date(server.clock.now())
  const replay = () => askSigned(server, 'DescribeRegistry', {}, { signedAt })
  expect((await replay()).status).toBe(200)
  server.clock.advance(302_000)
  const late = await replay()
  server.clock.advance(-302_000)
  expect(told(late)).toEqual(invalid(expect.stringMatching(/^Signature expired: /)))
  expect((await replay()).status).toBe(200)
})
