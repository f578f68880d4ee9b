import {
  CreateRepositoryCommand,
  CreateRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  GetRepositoryPolicyCommand,
  PutAccountSettingCommand,
  PutRegistryPolicyCommand,
  RegisterPullTimeUpdateExclusionCommand,
  SetRepositoryPolicyCommand,
  StartLifecyclePolicyPreviewCommand,
} from '@aws-sdk/client-ecr'
import * as iam from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { policyOf, trusting } from '../../support/identities.ts'
import { imageOf, incompressible, indexOf, layerOf } from '../../support/images.ts'
import { registryClient } from '../../support/registry-client.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'
import { policyOf as lifecyclePolicyOf, putPolicy } from '../lifecycle/lifecycle-test.ts'

const dayMs = 24 * 60 * 60 * 1000
const account = '123456789012'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ dev: true })
})
afterAll(() => server.stop())

type Credentials = Readonly<Record<'accessKeyId' | 'secretAccessKey', string>>

const testKey: Credentials = { accessKeyId: 'test', secretAccessKey: 'any' }

const clientOf = (credentials: Credentials) => {
  const common = { endpoint: server.url, region: server.region, credentials, maxAttempts: 1 }
  return { ecr: new ECRClient(common), iam: new iam.IAMClient(common), sts: new STSClient(common) }
}

async function loginOf({ ecr }: Pick<ReturnType<typeof clientOf>, 'ecr'>): Promise<string> {
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  return authorizationData?.[0]?.authorizationToken ?? ''
}

/** Large enough that it isn't kept in its row. */
const image = imageOf({ layers: [layerOf({ noise: incompressible(100_000) })] })

/** Something of everything; gives a user's key. */
async function fill(repositoryName = 'app'): Promise<Credentials> {
  const { ecr, iam: users, sts } = clientOf(testKey)
  const allow = (extra: object) => JSON.stringify(policyOf({ Action: '*', ...extra }))
  await ecr.send(new CreateRepositoryCommand({ repositoryName, tags: [{ Key: 'team', Value: 'a' }] }))
  const open = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: '*', Action: 'ecr:BatchGetImage' }],
  })
  await ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText: open }))
  const policyText = JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Sid: 'a', Effect: 'Allow', Principal: { AWS: account }, Action: 'ecr:ReplicateImage', Resource: '*' },
    ],
  })
  await ecr.send(new PutRegistryPolicyCommand({ policyText }))
  await ecr.send(new PutAccountSettingCommand({ name: 'BLOB_MOUNTING', value: 'DISABLED' }))
  await ecr.send(new CreateRepositoryCreationTemplateCommand({ prefix: 'ROOT', appliedFor: ['REPLICATION'] }))
  const principalArn = `arn:aws:iam::${account}:role/scanner`
  await ecr.send(new RegisterPullTimeUpdateExclusionCommand({ principalArn }))
  const registry = registryClient(server.url, { authorizationToken: await loginOf({ ecr }) })
  await registry.pushImage(repositoryName, imageOf(), 'v0')
  await registry.pushImage(repositoryName, image, 'v1')
  expect((await registry.pushManifest(repositoryName, indexOf([{ manifest: image }]), 'all')).status).toBe(201)
  await registry.pushImage(repositoryName, imageOf({ subject: image }))
  await registry.request('POST', `/v2/${repositoryName}/blobs/uploads/`)
  await ecr.send(putPolicy(repositoryName, lifecyclePolicyOf({ countNumber: 1 })))
  await ecr.send(new StartLifecyclePolicyPreviewCommand({ repositoryName }))
  await server.running.jobs.runDue()

  const UserName = 'ada'
  await users.send(new iam.CreateAccountAliasCommand({ AccountAlias: 'lovelace' }))
  const policy = { PolicyName: 'all', PolicyDocument: allow({}), Tags: [{ Key: 'k', Value: 'v' }] }
  const PolicyArn = (await users.send(new iam.CreatePolicyCommand(policy))).Policy?.Arn ?? ''
  await users.send(
    new iam.CreateUserCommand({ UserName, PermissionsBoundary: PolicyArn, Tags: [{ Key: 'k', Value: 'v' }] }),
  )
  await users.send(new iam.AttachUserPolicyCommand({ UserName, PolicyArn }))
  await users.send(new iam.PutUserPolicyCommand({ UserName, PolicyName: 'own', PolicyDocument: allow({}) }))
  await users.send(new iam.CreateGroupCommand({ GroupName: 'crew' }))
  await users.send(new iam.AddUserToGroupCommand({ GroupName: 'crew', UserName }))
  const AssumeRolePolicyDocument = JSON.stringify(trusting({ AWS: account }))
  await users.send(new iam.CreateRoleCommand({ RoleName: 'deploy', AssumeRolePolicyDocument }))
  const RoleArn = `arn:aws:iam::${account}:role/deploy`
  const InstanceProfileName = 'hosts'
  const profile = { InstanceProfileName, Tags: [{ Key: 'k', Value: 'v' }] }
  await users.send(new iam.CreateInstanceProfileCommand(profile))
  await users.send(new iam.AddRoleToInstanceProfileCommand({ InstanceProfileName, RoleName: 'deploy' }))
  await sts.send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'build' }))
  await sts.send(new GetSessionTokenCommand())
  const { AccessKey: key } = await users.send(new iam.CreateAccessKeyCommand({ UserName }))
  for (const client of [ecr, users, sts]) client.destroy()
  return { accessKeyId: key?.AccessKeyId ?? '', secretAccessKey: key?.SecretAccessKey ?? '' }
}

const numbers = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

const imageRow = {
  media_type: '',
  artifact_media_type: '',
  artifact_type: '',
  size: 0,
  subject_digest: null,
  pushed_at: 0,
  last_pulled_at: null,
}

const userRow = { account, kind: 'user', path: '/', description: '', created_at: 0 } as const

type Headers = Readonly<Record<string, string>>

const post = (path: string, headers: Headers = {}, of = server) =>
  registryClient(of.url).request('POST', path, { headers })
const reset = (headers: Headers = {}) => post('/moto-api/reset', headers)

/** What says no more than that something was asked for, the jobs that remove bytes, and what runs on a schedule. */
const kept = new Set(['storage', 'account', 'registry', 'blob_namespace', 'job', 'schedule'])

async function filledTables(): Promise<readonly string[]> {
  const rows = await storedRows(server.running.ctx.database)
  return Object.keys(rows).filter((table) => !kept.has(table) && (rows[table]?.length ?? 0) > 0)
}

/** All tables but those. */
async function allTables(): Promise<readonly string[]> {
  return Object.keys(await storedRows(server.running.ctx.database)).filter((table) => !kept.has(table))
}

describe('a reset', () => {
  test('removes the rows of every table, and the stored bytes by jobs', async () => {
    await fill()
    // Acknowledged bytes short of a frame.
    const registry = registryClient(server.url, { authorizationToken: await loginOf(clientOf(testKey)) })
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    const headers = { 'content-type': 'application/octet-stream' }
    await registry.request('PATCH', String(opened.headers.location), { headers, body: 'abc' })
    expect(await filledTables()).toEqual(await allTables())

    const { status, text } = await reset()
    expect([status, text]).toEqual([200, '{"status": "ok"}'])
    expect(await filledTables()).toEqual([])
    expect(await server.keptBytes.storageKeys()).not.toEqual([])
    server.clock.advance(2 * dayMs)
    await server.running.jobs.runDue()
    expect(await server.keptBytes.storageKeys()).toEqual([])
    server.clock.advance(-2 * dayMs)
  })

  test('can be requested by LocalStack’s path, too', async () => {
    await fill()
    const { status, text } = await post('/_localstack/state/reset')
    expect([status, text]).toEqual([200, '{}'])
    expect(await filledTables()).toEqual([])
  })

  test('ignores the body of its request, whatever its type', async () => {
    for (const contentType of ['application/json', 'application/x-www-form-urlencoded', 'nothing/known']) {
      const headers = { 'content-type': contentType }
      const body = '{"left": "unread"'
      const { status } = await registryClient(server.url).request('POST', '/moto-api/reset', { headers, body })
      expect(status).toBe(200)
    }
  })

  test('invalidates credentials, tokens and download URLs, and what has the same names later is new', async () => {
    const key = await fill()
    const [root, user] = [clientOf(testKey), clientOf(key)]
    const token = await loginOf(user)
    const registry = registryClient(server.url, { authorizationToken: token })
    expect((await registry.getManifest('app', 'v1')).status).toBe(200)
    const layer = { repositoryName: 'app', layerDigest: image.blobs[0]?.digest }
    const { downloadUrl = '' } = await root.ecr.send(new GetDownloadUrlForLayerCommand(layer))
    const download = () => registryClient(server.url).request('GET', new URL(downloadUrl).pathname)
    expect((await download()).status).toBe(200)

    await reset()
    await expect(user.sts.send(new GetCallerIdentityCommand())).rejects.toMatchObject({ name: 'InvalidClientTokenId' })
    expect((await registry.getManifest('app', 'v1')).status).toBe(401)
    expect((await download()).status).toBe(404)
    expect(await root.ecr.send(new DescribeRepositoriesCommand())).toMatchObject({ repositories: [] })

    // What comes later under the same names is another.
    await root.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    await expect(root.ecr.send(new GetRepositoryPolicyCommand({ repositoryName: 'app' }))).rejects.toMatchObject({
      name: 'RepositoryPolicyNotFoundException',
    })
    expect((await download()).status).toBe(404)
    await root.iam.send(new iam.CreateUserCommand({ UserName: 'ada' }))
    const { AccessKey: again } = await root.iam.send(new iam.CreateAccessKeyCommand({ UserName: 'ada' }))
    const heir = clientOf({ accessKeyId: again?.AccessKeyId ?? '', secretAccessKey: again?.SecretAccessKey ?? '' })
    await expect(heir.ecr.send(new DescribeRepositoriesCommand())).rejects.toMatchObject({
      name: 'AccessDeniedException',
    })
    await reset()
    for (const { ecr, iam, sts } of [root, user, heir]) for (const client of [ecr, iam, sts]) client.destroy()
  })

  test('removes all rows where there are more than one batch', async () => {
    const { ecr } = clientOf(testKey)
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'many' }))
    ecr.destroy()
    await server.running.ctx.database.change(function* () {
      const [repository] = yield* query((db) => db.selectFrom('repository').select('id'))
      const images = numbers(450).map((number) => ({
        ...imageRow,
        repository_id: repository?.id ?? 0,
        digest: `${number}`,
      }))
      yield* query((db) => db.insertInto('image').values(images))
      const users = numbers(250).map((number) => ({
        ...userRow,
        id: `AIDA${number}`,
        name: `${number}`,
        folded_name: `${number}`,
      }))
      yield* query((db) => db.insertInto('identity').values(users))
    })
    expect(await filledTables()).toEqual(['identity', 'repository', 'image'])
    await reset()
    expect(await filledTables()).toEqual([])
  })

  test('ends an upload whose bytes are still arriving', async () => {
    const { ecr } = clientOf(testKey)
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const registry = registryClient(server.url, { authorizationToken: await loginOf({ ecr }) })
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    let goOn = (): void => undefined
    const wasReset = new Promise<void>((resolve) => (goOn = resolve))
    async function* body() {
      yield incompressible(2_000_000)
      await reset()
      goOn()
      yield incompressible(2_000_000, 1)
    }
    const headers = { 'content-type': 'application/octet-stream' }
    const answer = await registry.request('PATCH', String(opened.headers.location), { headers, body: body() })
    await wasReset
    expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('"NAME_UNKNOWN"')])
    expect(await filledTables()).toEqual([])
    ecr.destroy()
  })

  test('during other requests causes no server error and leaves no rows behind', async () => {
    const statuses: number[] = []
    let isOver = false
    const work = async (worker: number): Promise<void> => {
      const { ecr, iam: users } = clientOf({ accessKeyId: `00000000000${worker}`, secretAccessKey: 'any' })
      const host = `00000000000${worker}.dkr.ecr.${server.region}.localhost`
      const registry = registryClient(server.url, { authorizationToken: await loginOf({ ecr }), host })
      const note = (answer: Promise<unknown>): Promise<void> =>
        answer.then(
          () => void statuses.push(200),
          (error: unknown) => void statuses.push((error as iam.IAMServiceException).$metadata.httpStatusCode ?? 0),
        )
      for (let round = 0; !isOver; round += 1) {
        const [name, other] = [
          `w${worker}-${round % 3}`,
          imageOf({ layers: [layerOf({ name: `${worker} ${round}` })] }),
        ]
        await note(ecr.send(new CreateRepositoryCommand({ repositoryName: name })))
        await registry.pushImage(name, other, 'v1').catch(() => undefined)
        statuses.push((await registry.pushManifest(name, indexOf([{ manifest: other }]), 'all')).status)
        await note(users.send(new iam.CreateUserCommand({ UserName: name })))
        await note(users.send(new iam.CreateAccessKeyCommand({ UserName: name })))
        await note(users.send(new iam.CreateGroupCommand({ GroupName: name })))
        await note(users.send(new iam.AddUserToGroupCommand({ GroupName: name, UserName: name })))
      }
      ecr.destroy()
      users.destroy()
    }
    const workers = [1, 2, 3].map(work)
    for (let round = 0; round < 10; round += 1) expect((await reset()).status).toBe(200)
    isOver = true
    await Promise.all(workers)
    expect(statuses.filter((status) => status === 500 || status === 0)).toEqual([])
    expect(statuses).toContain(200)
    await Promise.all([reset(), reset()])
    expect(await filledTables()).toEqual([])
  })
})

describe('reset and health', () => {
  const paths = [
    ['POST', '/moto-api/reset'],
    ['POST', '/_localstack/state/reset'],
    ['GET', '/_localstack/health'],
    ['HEAD', '/_localstack/health'],
  ] as const

  const foreign: readonly Headers[] = [
    { host: 'evil.example' },
    { host: 'ecrd:5100' },
    { 'sec-fetch-site': 'same-site' },
    { host: 'localhost:5100', origin: 'http://localhost:3000' },
    { host: 'localhost:5100', referer: 'http://evil.example/' },
    { 'x-forwarded-for': '192.0.2.7' },
    { 'x-forwarded-host': 'evil.example' },
  ]

  let proxied: TestServer
  let open: TestServer
  let real: TestServer
  beforeAll(async () => {
    const settings = { dev: true, trustedProxies: ['127.0.0.1'], devHosts: ['ecrd'] }
    proxied = await startTestServer(settings)
    open = await startTestServer({ ...settings, devReset: true })
    real = await startTestServer()
  })
  afterAll(async () => {
    for (const each of [proxied, open, real]) await each.stop()
  })

  const ask = (of: TestServer, method: string, path: string, headers: Headers = {}) =>
    registryClient(of.url).request(method, path, { headers })

  test.each(paths)('%s %s answers 200 to a program on the same machine', async (method, path) => {
    expect((await ask(proxied, method, path)).status).toBe(200)
    expect((await ask(proxied, method, path, { host: 'localhost:5100' })).status).toBe(200)
  })

  test.each(foreign)('are refused to a request with %j', async (headers) => {
    for (const [method, path] of paths) expect((await ask(proxied, method, path, headers)).status).toBe(403)
    expect(proxied.denials.at(-1)?.denial?.wouldAllow).toEqual([
      'a program of this machine that asks localhost, or --dev-reset and a host named by --dev-hosts',
    ])
  })

  test('are answered to other machines with --dev-reset, under configured hosts', async () => {
    const headers = { host: 'ecrd:5100', 'x-forwarded-for': '192.0.2.7' }
    for (const [method, path] of paths) expect((await ask(open, method, path, headers)).status).toBe(200)
  })

  test('are refused to web pages and unknown hosts with --dev-reset, too', async () => {
    const pages: readonly Headers[] = [{ host: 'evil.example' }, { origin: 'null' }, { 'sec-fetch-site': 'same-site' }]
    for (const headers of pages) {
      for (const [method, path] of paths) expect((await ask(open, method, path, headers)).status).toBe(403)
    }
  })

  test('answer 404 without --dev', async () => {
    for (const [method, path] of paths) {
      const { status, text } = await ask(real, method, path)
      expect([status, text]).toEqual([404, method === 'HEAD' ? '' : '404 page not found\n'])
    }
  })

  test('the health answer has LocalStack’s form and lists the services', async () => {
    const { headers, text } = await ask(proxied, 'GET', '/_localstack/health')
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(JSON.parse(text)).toEqual({
      services: {
        ecr: 'running',
        ecrd: 'running',
        iam: 'running',
        resourcegroupstaggingapi: 'running',
        sts: 'running',
      },
      edition: 'community',
      version: '0.0.0-test',
    })
  })
})
