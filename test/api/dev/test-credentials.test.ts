import {
  CreateRepositoryCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
} from '@aws-sdk/client-ecr'
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { selectAccount } from '../../../src/iam/accounts.table.ts'
import { first } from '../../../src/database/statement.ts'
import { imageOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

const other = '444455556666'
const rootOf = (account: string): string => `arn:aws:iam::${account}:root`

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ dev: true })
})
afterAll(() => server.stop())

interface Given {
  readonly accessKeyId: string
  readonly secretAccessKey?: string
  readonly sessionToken?: string
}

const clientFor = ({ accessKeyId, secretAccessKey = 'whatever', ...rest }: Given, url = server.url) => ({
  endpoint: url,
  region: server.region,
  credentials: { accessKeyId, secretAccessKey, ...rest },
  maxAttempts: 1,
})

async function arnOf(given: Given, url?: string): Promise<string | undefined> {
  const sts = new STSClient(clientFor(given, url))
  const { Arn } = await sts.send(new GetCallerIdentityCommand()).finally(() => sts.destroy())
  return Arn
}

async function loginOf(accessKeyId: string): Promise<string> {
  const ecr = new ECRClient(clientFor({ accessKeyId }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand()).finally(() => ecr.destroy())
  return authorizationData?.[0]?.authorizationToken ?? ''
}

describe('with --dev', () => {
  test.each(['test', 'testing', 'FOOBARKEY', 'foobar_key', 'mock', '123456789012'])(
    'the key id %s is the root of the default account',
    async (accessKeyId) => {
      expect(await arnOf({ accessKeyId })).toBe(rootOf(server.account))
    },
  )

  test('a session token beside a test key id is ignored', async () => {
    expect(await arnOf({ accessKeyId: 'testing', secretAccessKey: 'testing', sessionToken: 'testing' })).toBe(
      rootOf(server.account),
    )
  })

  test('a key id of 12 digits is the root of that account, which its first use creates', async () => {
    const account = '000000000001'
    const { database } = server.running.ctx
    const find = () => database.read(() => first(selectAccount, { id: account }))
    expect(await find()).toBeUndefined()
    expect(await Promise.all([1, 2, 3, 4].map(() => arnOf({ accessKeyId: account })))).toEqual(
      [1, 2, 3, 4].map(() => rootOf(account)),
    )
    expect(await find()).toMatchObject({ id: account })
  })

  test('each account has its own repositories and cannot list another’s', async () => {
    const [ours, theirs] = ['test', other].map((accessKeyId) => new ECRClient(clientFor({ accessKeyId })))
    const created = await ours?.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    expect(created?.repository?.registryId).toBe(server.account)
    expect(await theirs?.send(new DescribeRepositoriesCommand())).toMatchObject({ repositories: [] })
    await expect(theirs?.send(new DescribeRepositoriesCommand({ registryId: server.account }))).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
    for (const client of [ours, theirs]) client?.destroy()
  })

  test('docker pushes and pulls with the token that GetAuthorizationToken answers', async () => {
    const ecr = new ECRClient(clientFor({ accessKeyId: other }))
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'pushed' })).finally(() => ecr.destroy())
    const host = `${other}.dkr.ecr.${server.region}.localhost`
    const registry = registryClient(server.url, { authorizationToken: await loginOf(other), host })
    const image = imageOf()
    await registry.pushImage('pushed', image, 'v1')
    expect((await registry.getManifest('pushed', 'v1')).body).toEqual(image.bytes)
    const stranger = registryClient(server.url, { authorizationToken: await loginOf('test'), host })
    expect((await stranger.getManifest('pushed', 'v1')).status).toBe(403)
  })

  test('a key that ecrd issued still needs its secret', async () => {
    const { accessKeyId } = server.credentials
    expect(await arnOf(server.credentials)).toBe(rootOf(server.account))
    await expect(arnOf({ accessKeyId })).rejects.toMatchObject({ name: 'SignatureDoesNotMatch' })
  })

  test.each(['AKIAIOSFODNN7EXAMPLE', 'ASIAIOSFODNN7EXAMPLE'])(
    'the key id %s, which has AWS’s form and was not issued by ecrd, is refused',
    async (accessKeyId) => {
      await expect(arnOf({ accessKeyId })).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    },
  )

  test('a key id above 128 characters is refused', async () => {
    await expect(arnOf({ accessKeyId: 'x'.repeat(129) })).rejects.toMatchObject({ name: 'IncompleteSignature' })
  })

  test('a request without a signature is refused', async () => {
    const answer = await fetch(`${server.url}/?Action=GetCallerIdentity&Version=2011-06-15`)
    expect(await answer.text()).toContain('<Code>MissingAuthenticationToken</Code>')
  })

  test('/readyz says that development mode is on', async () => {
    expect(await (await fetch(`${server.url}/readyz`)).text()).toBe(
      'ok\ndevelopment mode: every caller is root of every account\n',
    )
  })
})

describe('without --dev', () => {
  let real: TestServer
  beforeAll(async () => {
    real = await startTestServer()
  })
  afterAll(() => real.stop())

  test.each(['test', 'testing', 'FOOBARKEY', '123456789012', other])(
    'the key id %s is refused',
    async (accessKeyId) => {
      await expect(arnOf({ accessKeyId }, real.url)).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    },
  )

  test('/readyz does not mention development mode', async () => {
    expect(await (await fetch(`${real.url}/readyz`)).text()).toBe('ok\n')
  })
})
