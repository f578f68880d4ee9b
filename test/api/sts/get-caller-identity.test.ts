import { Sha256 } from '@aws-crypto/sha256-js'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { SignatureV4 } from '@smithy/signature-v4'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer } from '../../support/test-server.ts'
import type { TestServer } from '../../support/test-server.ts'

let server: TestServer

beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const client = (credentials = server.credentials) =>
  new STSClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })

test('GetCallerIdentity answers the caller’s id, account and ARN', async () => {
  const { $metadata, ...identity } = await client().send(new GetCallerIdentityCommand())
  expect(identity).toEqual({
    UserId: server.account,
    Account: server.account,
    Arn: `arn:aws:iam::${server.account}:root`,
  })
  expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/)
})

/** As a URL with everything in it. */
async function presigned(query: Readonly<Record<string, string>>): Promise<string> {
  const { hostname, port, host } = new URL(server.url)
  const signer = new SignatureV4({
    service: 'sts',
    region: server.region,
    credentials: server.credentials,
    sha256: Sha256,
  })
  const { query: signed = {} } = await signer.presign(
    {
      protocol: 'http:',
      method: 'GET',
      path: '/',
      hostname,
      port: Number(port),
      headers: { host },
      query: { Version: '2011-06-15', ...query },
    },
    { expiresIn: 60 },
  )
  const parameters = new URLSearchParams(
    Object.entries(signed).map(([name, value]): [string, string] => [name, String(value)]),
  )
  return `${server.url}/?${parameters.toString()}`
}

test('GetCallerIdentity works as a presigned URL, by which callers prove their identity to others', async () => {
  const answer = await fetch(await presigned({ Action: 'GetCallerIdentity' }))
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringContaining(`<Arn>arn:aws:iam::${server.account}:root</Arn>`),
  ])
})

test.each([
  ['an unknown key', { accessKeyId: 'AKIAAAAAAAAAAAAAAAAA' }, 'InvalidClientTokenId'],
  ['a wrong secret', { secretAccessKey: 'wrong' }, 'SignatureDoesNotMatch'],
])('GetCallerIdentity with %s is refused', async (_, change, name) => {
  const identity = client({ ...server.credentials, ...change }).send(new GetCallerIdentityCommand())
  await expect(identity).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 403 } })
})

test('GetCallerIdentity without a signature is refused', async () => {
  const answer = await fetch(`${server.url}/?Action=GetCallerIdentity&Version=2011-06-15`)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>')
})

test('AssumeRoleWithWebIdentity answers 501', async () => {
  const RoleArn = `arn:aws:iam::${server.account}:role/some`
  const asked = { Action: 'AssumeRoleWithWebIdentity', RoleArn, RoleSessionName: 'me', WebIdentityToken: 'token' }
  const answer = await fetch(await presigned(asked))
  expect([answer.status, await answer.text()]).toEqual([
    501,
    expect.stringContaining('AssumeRoleWithWebIdentity is not implemented by this version of ecrd.'),
  ])
})
