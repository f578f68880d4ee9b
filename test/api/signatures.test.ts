import { Sha256 } from '@aws-crypto/sha256-js'
import { SignatureV4 } from '@smithy/signature-v4'
import { describe, expect } from 'vitest'
import { query } from '../../src/database/statement.ts'
import { printTimestamp } from '../../src/standards/sigv4/timestamp.ts'
import { type RegistryAnswer, registryClient } from '../support/registry-client.ts'
import { askSigned } from '../support/signed-json.ts'
import type { TestServer } from '../support/test-server.ts'
import { region, test } from './ecr-test.ts'

/** SigV4 at the door, with requests that AWS's own signer has signed; form by form it is tested beside `standards/sigv4`. */

const minuteMs = 60_000
const unknownKey = 'The security token included in the request is invalid.'
const mismatch =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.'

const refusal = (type: string, message: string) => [400, { __type: type, message }]
const told = (answer: RegistryAnswer) => [answer.status, answer.json()]

test('a signed request is answered', async ({ server }) => {
  const answer = await askSigned(server, 'DescribeRepositories')
  expect(told(answer)).toEqual([200, { repositories: [] }])
})

describe('the key of a signature', () => {
  test('an unknown access key is refused', async ({ server }) => {
    const credentials = { ...server.credentials, accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { credentials })
    expect(told(answer)).toEqual(refusal('UnrecognizedClientException', unknownKey))
  })

  test('a signature by a wrong secret is refused', async ({ server }) => {
    const credentials = { ...server.credentials, secretAccessKey: 'wrong' }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { credentials })
    expect(told(answer)).toEqual(refusal('InvalidSignatureException', mismatch))
  })

  test('an unknown session token is refused', async ({ server }) => {
    const credentials = { ...server.credentials, sessionToken: 'some' }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { credentials })
    expect(told(answer)).toEqual(refusal('UnrecognizedClientException', unknownKey))
  })

  test('an inactive access key is refused from the next request on', async ({ server }) => {
    const { credentials, ecr } = await server.otherAccount('111111111111')
    expect((await askSigned(server, 'DescribeRepositories', {}, { credentials })).status).toBe(200)
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('access_key').set({ status: 'Inactive' }).where('account', '=', '111111111111')),
    )
    const answer = await askSigned(server, 'DescribeRepositories', {}, { credentials })
    expect(told(answer)).toEqual(refusal('UnrecognizedClientException', unknownKey))
    ecr.destroy()
  })
})

describe('the time of a signature', () => {
  const atSecond = (ms: number) => new Date(Math.floor(ms / 1000) * 1000)

  test.for([-4, 4])('a signature that is %d minutes off is accepted', async (minutes, { server }) => {
    const signedAt = atSecond(server.clock.now() + minutes * minuteMs)
    expect((await askSigned(server, 'DescribeRepositories', {}, { signedAt })).status).toBe(200)
  })

  test('a signature that is 6 minutes old is refused with the server’s times', async ({ server }) => {
    const signedAt = atSecond(server.clock.now() - 6 * minuteMs)
    const answer = await askSigned(server, 'DescribeRepositories', {}, { signedAt })
    const { message } = answer.json() as { message: string }
    const [, given, limit = '', now = ''] =
      /^Signature expired: (\S+) is now earlier than (\S+) \((\S+) - 5 min\.\)$/.exec(message) ?? []
    expect([given, minutesBetween(limit, now)]).toEqual([printTimestamp(signedAt.getTime()), 5])
  })

  test('a signature from 6 minutes in the future is refused', async ({ server }) => {
    const signedAt = atSecond(server.clock.now() + 6 * minuteMs)
    const answer = await askSigned(server, 'DescribeRepositories', {}, { signedAt })
    const { __type, message } = answer.json() as { __type: string; message: string }
    const [, given, limit = '', now = ''] =
      /^Signature not yet current: (\S+) is still later than (\S+) \((\S+) \+ 5 min\.\)$/.exec(message) ?? []
    expect(__type).toBe('InvalidSignatureException')
    expect([given, minutesBetween(now, limit)]).toEqual([printTimestamp(signedAt.getTime()), 5])
  })

  test('the age of a signature is measured by the clock of the server', async ({ server }) => {
    server.clock.advance(60 * minuteMs)
    const late = await askSigned(server, 'DescribeRepositories', {}, { signedAt: new Date() })
    const signedAt = new Date(server.clock.now())
    const inTime = await askSigned(server, 'DescribeRepositories', {}, { signedAt })
    server.clock.advance(-60 * minuteMs)
    expect([late.status, inTime.status]).toEqual([400, 200])
  })
})

// Retries may be identical, and nothing in a request says that it is the first: src/standards/sigv4/README.md.
test('a request that is sent again, byte for byte, is answered again', async ({ server }) => {
  const signedAt = new Date(server.clock.now())
  for (let sent = 0; sent < 2; sent += 1) {
    expect((await askSigned(server, 'DescribeRegistry', {}, { signedAt })).status).toBe(200)
  }
})

describe('the scope of a signature', () => {
  test('a signature for another service is refused', async ({ server }) => {
    const answer = await askSigned(server, 'DescribeRepositories', {}, { service: 's3' })
    const message = "Credential should be scoped to correct service: 'ecr'."
    expect(told(answer)).toEqual(refusal('InvalidSignatureException', message))
  })

  test.for(['US-EAST-1', 'us_east_1', 'x', 'a'.repeat(26)])(
    'a signature for the invalid region %s is refused',
    async (wrong, { server }) => {
      const answer = await askSigned(server, 'DescribeRepositories', {}, { region: wrong })
      const message = 'Credential should be scoped to a valid region.'
      expect(told(answer)).toEqual(refusal('InvalidSignatureException', message))
    },
  )

  test('a signature for another region selects that region’s registry', async ({ server, repository }) => {
    expect(repository.name).toMatch(/^team/)
    const answer = await askSigned(server, 'DescribeRepositories', {}, { region: 'eu-west-1' })
    expect(told(answer)).toEqual([200, { repositories: [] }])
    const here = await askSigned(server, 'DescribeRepositories', {}, { region })
    expect(here.text).toContain(repository.name)
  })
})

describe('a change after signing', () => {
  const input = { repositoryName: 'team/signed' }

  test.for([
    ['the body', { body: JSON.stringify({ repositoryName: 'team/forged' }) }],
    ['the operation', { headers: { 'x-amz-target': 'AmazonEC2ContainerRegistry_V20150921.DeleteRepository' } }],
    ['the host', { headers: { host: 'registry.invalid' } }],
    ['the query', { path: '/?a=b' }],
    ['the time', { headers: { 'x-amz-date': printTimestamp(Date.now() - 60_000) } }],
  ] as const)('a request is refused when %s was changed after signing', async ([, sent], { server }) => {
    const answer = await askSigned(server, 'CreateRepository', input, { sent })
    const { __type } = answer.json() as { __type: string }
    expect([answer.status, __type]).toEqual([400, 'InvalidSignatureException'])
    const { text } = await askSigned(server, 'DescribeRepositories')
    expect(text).not.toMatch(/team\/(signed|forged)/)
  })
})

describe('a presigned URL', () => {
  const presign = async ({ url, region, credentials }: TestServer, expiresIn: number): Promise<string> => {
    const { hostname, port, host } = new URL(url)
    const signer = new SignatureV4({ service: 'sts', region, credentials, sha256: Sha256 })
    const query = { Action: 'GetCallerIdentity', Version: '2011-06-15' }
    const { query: signed = {} } = await signer.presign(
      { protocol: 'http:', method: 'GET', path: '/', hostname, port: Number(port), headers: { host }, query },
      { expiresIn },
    )
    const parameters = Object.entries(signed).map(([name, value]): [string, string] => [name, String(value)])
    return `/?${new URLSearchParams(parameters).toString()}`
  }
  const ask = (server: TestServer, path: string, headers = {}) =>
    registryClient(server.url).request('GET', path, { headers })

  test('is accepted until it expires, by the server’s clock', async ({ server }) => {
    const path = await presign(server, 600)
    server.clock.advance(9 * minuteMs)
    const inTime = await ask(server, path)
    server.clock.advance(2 * minuteMs)
    const late = await ask(server, path)
    server.clock.advance(-11 * minuteMs)
    expect([inTime.status, late.status]).toEqual([200, 403])
    expect(late.text).toMatch(/<Message>Signature expired: \S+ is now earlier than \S+ \(\S+ - 10 min\.\)<\/Message>/)
  })

  test('is refused for another host or with another query', async ({ server }) => {
    const path = await presign(server, 600)
    for (const answer of [
      await ask(server, path, { host: 'elsewhere.invalid' }),
      await ask(server, path.replace('GetCallerIdentity', 'GetSessionToken')),
      await ask(server, path.replace('X-Amz-Expires=600', 'X-Amz-Expires=6000')),
      await ask(server, `${path}&more=1`),
    ]) {
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('<Code>SignatureDoesNotMatch</Code>')
    }
  })
})

describe('missing parts of a signature', () => {
  test('a request without a signature is refused', async ({ server }) => {
    const sent = { headers: { authorization: undefined } }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { sent })
    const message = 'Missing Authentication Token'
    expect(told(answer)).toEqual(refusal('MissingAuthenticationTokenException', message))
  })

  test('a signature without a date is refused', async ({ server }) => {
    const sent = { headers: { 'x-amz-date': undefined } }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { sent })
    const { __type, message } = answer.json() as { __type: string; message: string }
    expect(__type).toBe('IncompleteSignatureException')
    expect(message).toMatch(
      /^Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header\. \(Hashed with SHA-256/,
    )
  })

  test('an Authorization header without parameters is refused with one sentence for each', async ({ server }) => {
    const sent = { headers: { authorization: 'AWS4-HMAC-SHA256 SignedHeaders=host' } }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { sent })
    const { __type, message } = answer.json() as { __type: string; message: string }
    expect(__type).toBe('IncompleteSignatureException')
    expect(message).toMatch(
      /^Authorization header requires 'Credential' parameter\. Authorization header requires 'Signature' parameter\. /,
    )
    expect(message).not.toContain('SignedHeaders=host')
  })

  test('an X-Amz header that is not signed is refused', async ({ server }) => {
    const sent = { headers: { 'x-amz-security-token': 'added later' } }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { sent })
    expect(answer.status).toBe(400)
  })

  test('an Authorization header of another scheme is refused', async ({ server }) => {
    const sent = { headers: { authorization: `Basic ${server.authorizationToken}` } }
    const answer = await askSigned(server, 'DescribeRepositories', {}, { sent })
    const { __type } = answer.json() as { __type: string }
    expect([answer.status, __type]).toEqual([400, 'MissingAuthenticationTokenException'])
  })
})

function minutesBetween(from: string, to: string): number {
  const read = (text: string) => Date.parse(text.replace(/^(....)(..)(..T..)(..)(..Z)$/, '$1-$2-$3:$4:$5'))
  return (read(to) - read(from)) / minuteMs
}
