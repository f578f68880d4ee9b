import { CreateRepositoryCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecr'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Identities, identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'
import { arnOf } from '../ecr-test.ts'

/** The tests are the proxy that the server trusts. */
let server: TestServer
let identities: Identities
beforeAll(async () => {
  server = await startTestServer({ trustedProxies: ['127.0.0.1'] })
  identities = identitiesOf(server)
  const tags = [{ Key: 'Stage', Value: 'dev' }]
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'dev/app', tags }))
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'prod/app' }))
})
afterAll(() => server.stop())

let users = 0
async function userWith(statement: Readonly<Record<string, unknown>>): Promise<Somebody> {
  const user = await identities.addUser(`user-${++users}`)
  await identities.putInlinePolicy(user.id, policyOf(statement))
  return user
}

/** Whether each door lets him list the images of a repository, by a request that came through the proxy. */
async function doorsFor(user: Somebody, repositoryName: string, headers: Readonly<Record<string, string>> = {}) {
  const { credentials, authorizationToken } = user
  const byApi = await askSigned(server, 'ListImages', { repositoryName }, { credentials, sent: { headers } })
  const client = registryClient(server.url, { authorizationToken })
  const onRegistry = await client.request('GET', `/v2/${repositoryName}/tags/list`, { headers })
  return [byApi.status, onRegistry.status]
}

const open = [200, 200]
const shut = [400, 403]

describe('condition keys of the connection', () => {
  test('aws:SourceIp is the address that the trusted proxy names', async () => {
    const range = { IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } }
    const user = await userWith({ Action: 'ecr:*', Condition: range })
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-for': '203.0.113.7' })).toEqual(open)
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-for': '2001:db8::7' })).toEqual(open)
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-for': '198.51.100.1' })).toEqual(shut)
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-for': '203.0.113.7, 198.51.100.1' })).toEqual(shut)
    expect(await doorsFor(user, 'dev/app')).toEqual(shut)
  })

  test('aws:SourceIp is the address of the connection where no proxy is trusted', async () => {
    const wary = await startTestServer()
    await wary.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const there = identitiesOf(wary)
    const user = await there.addUser('from-afar')
    const Condition = { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } }
    await there.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Condition }))
    const headers = { 'x-forwarded-for': '203.0.113.7' }
    expect((await user.registry.request('GET', '/v2/app/tags/list', { headers })).status).toBe(403)
    await wary.stop()
  })

  test('a repository policy can deny all networks but one', async () => {
    const statement = {
      Effect: 'Deny',
      Principal: '*',
      Action: 'ecr:ListImages',
      Condition: { NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } },
    }
    const policyText = JSON.stringify({ Version: '2008-10-17', Statement: [statement] })
    await askSigned(server, 'SetRepositoryPolicy', { repositoryName: 'prod/app', policyText })
    const user = await userWith({ Action: 'ecr:*' })
    expect(await doorsFor(user, 'prod/app', { 'x-forwarded-for': '203.0.113.7' })).toEqual(open)
    expect(await doorsFor(user, 'prod/app', { 'x-forwarded-for': '203.0.112.7' })).toEqual(shut)
    await askSigned(server, 'DeleteRepositoryPolicy', { repositoryName: 'prod/app' })
  })

  test('aws:SecureTransport is true when the client used https', async () => {
    const user = await userWith({ Action: 'ecr:*', Condition: { Bool: { 'aws:SecureTransport': 'true' } } })
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-proto': 'https' })).toEqual(open)
    expect(await doorsFor(user, 'dev/app', { 'x-forwarded-proto': 'http' })).toEqual(shut)
    expect(await doorsFor(user, 'dev/app')).toEqual(shut)
  })

  test('aws:UserAgent and aws:Referer are the headers of the request', async () => {
    const Condition = { StringLike: { 'aws:UserAgent': 'docker/*', 'aws:Referer': 'https://ci.example/*' } }
    const user = await userWith({ Action: 'ecr:*', Condition })
    const headers = { 'user-agent': 'docker/28.0', referer: 'https://ci.example/1' }
    expect(await doorsFor(user, 'dev/app', headers)).toEqual(open)
    expect(await doorsFor(user, 'dev/app', { ...headers, referer: 'https://elsewhere.example/' })).toEqual(shut)
  })
})

describe('condition keys of the repository’s tags', () => {
  test.each(['ecr:ResourceTag/Stage', 'aws:ResourceTag/stage'])(
    '%s has the value that the tag has now',
    async (key) => {
      const user = await userWith({ Action: 'ecr:*', Condition: { StringEquals: { [key]: 'dev' } } })
      const resourceArn = arnOf('prod/app')
      expect(await doorsFor(user, 'dev/app')).toEqual(open)
      expect(await doorsFor(user, 'prod/app')).toEqual(shut)
      await server.ecr.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'Stage', Value: 'dev' }] }))
      expect(await doorsFor(user, 'prod/app')).toEqual(open)
      await server.ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: ['Stage'] }))
      expect(await doorsFor(user, 'prod/app')).toEqual(shut)
    },
  )

  describe('of tags whose keys differ in case only', () => {
    const resourceArn = arnOf('dev/app')
    const second = (Value: string) =>
      server.ecr.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'stage', Value }] }))
    afterEach(() => server.ecr.send(new UntagResourceCommand({ resourceArn, tagKeys: ['stage'] })))

    test('an Allow applies if the value of each tag matches', async () => {
      const user = await userWith({ Action: 'ecr:*', Condition: { StringEquals: { 'ecr:ResourceTag/stage': 'dev' } } })
      await second('dev')
      expect(await doorsFor(user, 'dev/app')).toEqual(open)
      await second('prod')
      expect(await doorsFor(user, 'dev/app')).toEqual(shut)
    })

    test.each(['aws:ResourceTag/STAGE', 'ecr:ResourceTag/stage'])(
      'a Deny by %s applies if the value of one tag matches',
      async (key) => {
        const user = await userWith({ Action: 'ecr:*' })
        const Condition = { StringEquals: { [key]: 'prod' } }
        await identities.putInlinePolicy(user.id, policyOf({ Effect: 'Deny', Action: 'ecr:*', Condition }))
        expect(await doorsFor(user, 'dev/app')).toEqual(open)
        await second('prod')
        expect(await doorsFor(user, 'dev/app')).toEqual(shut)
      },
    )
  })
})

describe('condition keys of the request’s tags', () => {
  const put = (user: Somebody, ...tags: { Key: string; Value: string }[]) =>
    user.ecr.send(new TagResourceCommand({ resourceArn: arnOf('dev/app'), tags }))

  test('aws:RequestTag and aws:TagKeys limit the tags of TagResource and CreateRepository', async () => {
    const Condition = {
      StringEquals: { 'aws:RequestTag/team': ['a', 'b'] },
      'ForAllValues:StringEquals': { 'aws:TagKeys': ['team', 'cost'] },
    }
    const user = await userWith({ Action: ['ecr:TagResource', 'ecr:CreateRepository'], Condition })
    const team = { Key: 'team', Value: 'a' }
    await put(user, team)
    await put(user, team, { Key: 'cost', Value: '1' })
    await expect(put(user, team, { Key: 'other', Value: '' })).rejects.toThrow('is not authorized')
    await expect(put(user, { Key: 'team', Value: 'c' })).rejects.toThrow('is not authorized')
    await expect(put(user, team, { Key: 'Team', Value: 'c' })).rejects.toThrow('is not authorized')
    // Each of the values is one of those allowed, but not each of the keys.
    await expect(put(user, team, { Key: 'Team', Value: 'b' })).rejects.toThrow('is not authorized')
    await expect(put(user, { Key: 'cost', Value: '1' })).rejects.toThrow('is not authorized')
    await user.ecr.send(new CreateRepositoryCommand({ repositoryName: 'new/app', tags: [team] }))
    const untagged = user.ecr.send(new CreateRepositoryCommand({ repositoryName: 'new/other' }))
    await expect(untagged).rejects.toThrow('ecr:CreateRepository on resource')
  })

  test('an Allow by aws:RequestTag needs all keys that differ in case only to match, a Deny only one', async () => {
    const team = (...values: readonly string[]) => ({ StringEquals: { 'aws:RequestTag/team': values } })
    const pair = [
      { Key: 'team', Value: 'a' },
      { Key: 'TEAM', Value: 'b' },
    ]
    await put(await userWith({ Action: 'ecr:TagResource', Condition: team('a', 'b') }), ...pair)
    const ofA = await userWith({ Action: 'ecr:TagResource', Condition: team('a') })
    await expect(put(ofA, ...pair)).rejects.toThrow('is not authorized')
    const notB = await userWith({ Action: 'ecr:TagResource' })
    await identities.putInlinePolicy(notB.id, policyOf({ Effect: 'Deny', Action: 'ecr:*', Condition: team('b') }))
    await expect(put(notB, ...pair)).rejects.toThrow('with an explicit deny in an identity-based policy')
    await server.ecr.send(new UntagResourceCommand({ resourceArn: arnOf('dev/app'), tagKeys: ['team', 'TEAM'] }))
  })

  test('aws:TagKeys names the tags that UntagResource removes', async () => {
    const Condition = { 'ForAnyValue:StringEquals': { 'aws:TagKeys': 'Stage' } }
    const user = await userWith({ Action: 'ecr:*' })
    await identities.putInlinePolicy(user.id, policyOf({ Effect: 'Deny', Action: 'ecr:UntagResource', Condition }))
    const remove = (...tagKeys: string[]) =>
      user.ecr.send(new UntagResourceCommand({ resourceArn: arnOf('dev/app'), tagKeys }))
    await remove('team', 'cost')
    await expect(remove('cost', 'Stage')).rejects.toThrow('with an explicit deny in an identity-based policy')
  })
})

test('the variable aws:username in a Resource stands for the caller’s name', async () => {
  const user = await identities.addUser('prod')
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'ecr:*', Resource: arnOf('${aws:username}/*') }))
  expect(await doorsFor(user, 'prod/app')).toEqual(open)
  expect(await doorsFor(user, 'dev/app')).toEqual(shut)
})
