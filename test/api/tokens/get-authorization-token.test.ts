import { GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account, expectInvalid, outputOf, strangerAccount, test } from '../ecr-test.ts'

const hourMs = 60 * 60 * 1000
const get = (registryIds?: string[]) => new GetAuthorizationTokenCommand({ registryIds })

async function tokenOf(server: TestServer): Promise<string> {
  const { authorizationData } = await server.ecr.send(get())
  return authorizationData?.[0]?.authorizationToken ?? ''
}

test('GetAuthorizationToken answers a token, its expiry and the registry’s address', async ({ server, ecr }) => {
  const before = server.clock.now()
  const answer = await outputOf(ecr.send(get()))
  expect(answer).toEqual({
    authorizationData: [
      {
        authorizationToken: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string,
        expiresAt: expect.any(Date) as Date,
        proxyEndpoint: server.url.replace('127.0.0.1', 'localhost'),
      },
    ],
  })
  const expiresAt = Number(answer.authorizationData?.[0]?.expiresAt)
  expect(expiresAt).toBeGreaterThanOrEqual(before + 12 * hourMs)
  expect(expiresAt).toBeLessThanOrEqual(server.clock.now() + 12 * hourMs)
})

test('an authorization token has the form of ECR’s and fewer than 2,500 characters', async ({ server }) => {
  const token = await tokenOf(server)
  expect(token.length).toBeLessThan(2_500)
  const [user, password = ''] = Buffer.from(token, 'base64').toString().split(':')
  expect(user).toBe('AWS')
  expect(JSON.parse(Buffer.from(password, 'base64').toString())).toEqual({
    payload: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string,
    datakey: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string,
    version: '2',
    type: 'DATA_KEY',
    expiration: expect.any(Number) as number,
  })
})

test('GetAuthorizationToken answers one token for each requested registry', async ({ server, ecr }) => {
  const { authorizationData = [] } = await ecr.send(get([account, strangerAccount]))
  const port = new URL(server.url).port
  expect(authorizationData.map(({ proxyEndpoint }) => proxyEndpoint)).toEqual([
    `http://localhost:${port}`,
    `http://${strangerAccount}.dkr.ecr.us-east-1.localhost:${port}`,
  ])
})

test('GetAuthorizationToken in another region answers that region’s registry, and times in seconds', async ({
  server,
}) => {
  const answer = await askSigned(server, 'GetAuthorizationToken', {}, { region: 'eu-west-1' })
  expect(answer.json()).toEqual({
    authorizationData: [
      {
        authorizationToken: expect.any(String) as string,
        expiresAt: expect.closeTo((server.clock.now() + 12 * hourMs) / 1000, -2) as number,
        proxyEndpoint: `http://${account}.dkr.ecr.eu-west-1.localhost:${new URL(server.url).port}`,
      },
    ],
  })
})

test('GetAuthorizationToken refuses fewer than 1, more than 10 and malformed registry ids', async ({ ecr }) => {
  const length = (rule: string) => `Member must have length ${rule}`
  await expectInvalid(ecr.send(get([])), 'registryIds', length('greater than or equal to 1'))
  const eleven = Array.from({ length: 11 }, () => account)
  await expectInvalid(ecr.send(get(eleven)), 'registryIds', length('less than or equal to 10'))
  const pattern = 'Member must satisfy regular expression pattern: [0-9]{12}'
  const constraint = `Member must satisfy constraint: [${pattern}, Member must not be null]`
  await expectInvalid(ecr.send(get(['12345678901'])), 'registryIds', constraint)
})

describe('a registry token on /v2/', () => {
  const askWith = (server: TestServer, authorization: string) =>
    registryClient(server.url).request('GET', '/v2/', { headers: { authorization } })

  test('works as docker sends it, unchanged', async ({ server }) => {
    const answer = await askWith(server, `Basic ${await tokenOf(server)}`)
    expect([answer.status, answer.text]).toEqual([200, '{}'])
  })

  test('works for twelve hours, and is then refused as expired', async ({ server }) => {
    const authorization = `Basic ${await tokenOf(server)}`
    server.clock.advance(12 * hourMs - 60_000)
    const inTime = await askWith(server, authorization)
    server.clock.advance(60_000)
    const late = await askWith(server, authorization)
    server.clock.advance(-12 * hourMs)
    expect(inTime.status).toBe(200)
    expect([late.status, late.json()]).toEqual([
      403,
      {
        errors: [{ code: 'DENIED', message: 'Your authorization token has expired. Reauthenticate and try again.' }],
      },
    ])
  })

  test('is refused with another user name, another scheme or changed content', async ({ server }) => {
    const token = await tokenOf(server)
    const password = Buffer.from(token, 'base64').toString().slice('AWS:'.length)
    const box = JSON.parse(Buffer.from(password, 'base64').toString()) as { payload: string; expiration: number }
    const basic = (user: string, secret: string) => `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`
    const repacked = (change: object) => Buffer.from(JSON.stringify({ ...box, ...change })).toString('base64')
    const forged = Buffer.from(box.payload, 'base64')
    forged.writeUInt8(forged.readUInt8(20) ^ 1, 20)
    const refused = [
      basic('aws', password),
      basic('root', password),
      basic('AWS', ''),
      basic('AWS', 'secret'),
      basic('AWS', repacked({ payload: forged.toString('base64') })),
      basic('AWS', repacked({ payload: '' })),
      basic('AWS', repacked({ payload: 1 })),
      basic('AWS', Buffer.from('null').toString('base64')),
      `Digest ${token}`,
      token,
      'Basic',
      'Basic %%%',
    ]
    for (const authorization of refused) expect((await askWith(server, authorization)).status).toBe(401)
    // What the outside says is for clients that look; what counts is sealed.
    expect((await askWith(server, basic('AWS', repacked({ expiration: 0 })))).status).toBe(200)
  })

  test('is refused once its access key is inactive', async ({ server, newRepository }) => {
    await newRepository('stays/app')
    const other = await server.otherAccount('111111111111')
    const { authorizationData } = await other.ecr.send(get())
    const authorization = `Basic ${authorizationData?.[0]?.authorizationToken ?? ''}`
    expect((await askWith(server, authorization)).status).toBe(200)
    await server.running.ctx.database.change(() =>
      query((db) => db.updateTable('access_key').set({ status: 'Inactive' }).where('account', '=', '111111111111')),
    )
    expect((await askWith(server, authorization)).status).toBe(401)
    other.ecr.destroy()
  })

  test('works in every registry, where policies decide about the caller', async ({ server, stranger }) => {
    const { authorizationData } = await stranger.send(get([account]))
    const authorization = `Basic ${authorizationData?.[0]?.authorizationToken ?? ''}`
    expect((await askWith(server, authorization)).status).toBe(200)
    const answer = await registryClient(server.url).request('GET', '/v2/_catalog', { headers: { authorization } })
    expect(answer.status).toBe(403)
  })
})
