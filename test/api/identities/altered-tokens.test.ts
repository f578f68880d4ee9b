import { expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { sealDownload } from '../../../src/ecr/layers/download-url.ts'
import { sealToken } from '../../../src/ecr/tokens/registry-token.ts'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { blobOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { test as base } from '../ecr-test.ts'
import { registryKinds } from '../../../src/standards/arn/registry-key.ts'

/** What is given out and comes back: one bit of any of its bytes changed, it is worth nothing. */
const test = base.extend('session', { scope: 'file' }, async ({ server }) => {
  const identities = identitiesOf(server)
  const roleId = await identities.addRole('sealed')
  await identities.putInlinePolicy(roleId, policyOf({ Action: '*' }))
  return identities.assumeRole('sealed', roleId)
})

/** The box with one byte another, for each of its bytes. */
function* alteredAtEach(box: Buffer): Generator<Buffer> {
  for (const at of box.keys()) {
    const altered = Buffer.from(box)
    altered.writeUInt8(altered.readUInt8(at) ^ (1 << (at % 8)), at)
    yield altered
  }
}

const basic = (password: string): string => Buffer.from(`AWS:${password}`).toString('base64')
const decoded = (password: string) =>
  JSON.parse(Buffer.from(password, 'base64').toString()) as Readonly<Record<string, string>>
const encoded = (members: object): string => Buffer.from(JSON.stringify(members)).toString('base64')

test('a registry token is refused after a change to any byte of its sealed box', async ({ server }) => {
  const password = Buffer.from(server.authorizationToken, 'base64').toString().slice('AWS:'.length)
  const { payload = '', ...others } = decoded(password)
  const ask = async (sealed: Buffer) => {
    const authorizationToken = basic(encoded({ ...others, payload: sealed.toString('base64') }))
    return (await registryClient(server.url, { authorizationToken }).request('GET', '/v2/')).status
  }
  const box = Buffer.from(payload, 'base64')
  expect(await ask(box)).toBe(200)
  const statuses = []
  for (const altered of alteredAtEach(box)) statuses.push(await ask(altered))
  expect(statuses).toEqual(Array(box.length).fill(401))
})

test('members beside the sealed box of a registry token are ignored', async ({ server }) => {
  const { accessKeyId } = server.credentials
  const ended = decoded(sealToken(server.running.ctx.keys, { accessKeyId, expiresAt: server.clock.now() - 1 }))
  const authorizationToken = basic(encoded({ ...ended, expiration: 4_000_000_000, accessKeyId, expiresAt: 4e12 }))
  const answer = await registryClient(server.url, { authorizationToken }).request('GET', '/v2/')
  expect([answer.status, answer.text]).toEqual([403, expect.stringContaining('authorization token has expired')])
})

test('a session token is refused after a change to any byte', async ({ server, session }) => {
  const { sessionToken = '', ...key } = session.credentials
  const ask = async (token: Buffer) => {
    const credentials = { ...key, sessionToken: token.toString('base64') }
    const { __type = '' } = (await askSigned(server, 'DescribeRegistry', {}, { credentials })).json() as {
      readonly __type?: string
    }
    return __type
  }
  const box = Buffer.from(sessionToken, 'base64')
  expect(await ask(box)).toBe('')
  const codes = []
  for (const altered of alteredAtEach(box)) codes.push(await ask(altered))
  expect(codes).toEqual(Array(box.length).fill('UnrecognizedClientException'))
})

test('a download URL is refused after a change to any byte', async ({ server, repository }) => {
  const { ctx } = server.running
  const blob = blobOf('to be downloaded')
  await server.registry.pushBlob(repository.name, blob)
  const rows = await ctx.database.read(() =>
    query((db) => db.selectFrom('repository').select('id').where('name', '=', repository.name)),
  )
  const token = sealDownload(ctx, {
    accessKeyId: server.credentials.accessKeyId,
    repository: {
      kind: registryKinds.ecr,
      account: server.account,
      region: server.region,
      name: repository.name,
    },
    repositoryId: rows[0]?.id ?? 0,
    digest: blob.digest,
    expiresAt: server.clock.now() + 60_000,
  })
  const ask = async (box: Buffer) => {
    const { status, text } = await registryClient(server.url).request('GET', `/downloads/${box.toString('base64url')}`)
    return `${status} ${text}`
  }
  const box = Buffer.from(token, 'base64url')
  expect(await ask(box)).toBe('200 to be downloaded')
  const answers = []
  for (const altered of alteredAtEach(box)) answers.push(await ask(altered))
  expect(answers).toEqual(Array(box.length).fill('403 The URL is not valid.\n'))
})

test('a sealed box of one kind is refused in place of another kind', async ({ server, session }) => {
  const { sessionToken = '', ...key } = session.credentials
  const { payload = '' } = decoded(Buffer.from(server.authorizationToken, 'base64').toString().slice('AWS:'.length))
  const authorizationToken = basic(encoded({ payload: sessionToken, version: '2', type: 'DATA_KEY' }))
  expect((await registryClient(server.url, { authorizationToken }).request('GET', '/v2/')).status).toBe(401)
  const credentials = { ...key, sessionToken: payload }
  expect((await askSigned(server, 'DescribeRegistry', {}, { credentials })).status).toBe(400)
  for (const box of [payload, sessionToken]) {
    const path = `/downloads/${Buffer.from(box, 'base64').toString('base64url')}`
    expect((await registryClient(server.url).request('GET', path)).status).toBe(403)
  }
})
