import { randomBytes } from 'node:crypto'
import {
  BatchGetImageCommand,
  CreateRepositoryCommand,
  DescribeImagesCommand,
  DescribeRegistryCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
} from '@aws-sdk/client-ecr'
import { CreateAccessKeyCommand, CreateUserCommand, IAMClient } from '@aws-sdk/client-iam'
import { GetCallerIdentityCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RequestLine } from '../../src/http/ops/request-log.ts'
import { ACCOUNT, type Ecrd, REGION, startEcrd } from '../support/ecrd.ts'
import { connectTo } from '../oci/raw-connection.ts'
import { imageOf } from '../support/images.ts'
import { requestsOf } from '../support/logged-requests.ts'
import { serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, waitFor } from '../support/processes.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { askSigned } from '../support/signed-json.ts'

const image = imageOf()
const root = `arn:aws:iam::${ACCOUNT}:root`

let server: Ecrd
let ecr: ECRClient
let authorizationToken: string
let registry: RegistryClient
beforeAll(async () => {
  server = await startEcrd()
  ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
  await ecr.send(new CreateRepositoryCommand({ repositoryName: 'team/app' }))
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  registry = registryClient(server.url, { authorizationToken })
  await registry.pushImage('team/app', image, 'v1')
})
afterAll(async () => {
  ecr.destroy()
  await server.stop()
})

/** Where the log is: a request of ours stands behind all that came before it. */
async function endOfLog(): Promise<number> {
  const { $metadata } = await ecr.send(new DescribeRegistryCommand())
  const isOurs = ({ requestId }: { readonly requestId: string }): boolean => requestId === $metadata.requestId
  return waitFor('the end of the log', () => requestsOf(server).findIndex(isOurs) + 1 || undefined)
}

/** The lines that a request leaves. */
async function linesOf(ask: () => Promise<unknown>): Promise<readonly RequestLine[]> {
  const before = await endOfLog()
  await ask()
  const end = (await endOfLog()) - 1
  return requestsOf(server).slice(before, end)
}

describe('the log of requests', () => {
  const common = {
    level: 'info',
    time: expect.stringMatching(/^2[0-9]{3}-[0-9-]+T[0-9:.]+Z$/) as string,
    message: 'request',
    requestId: expect.stringMatching(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/) as string,
    sourceIp: '127.0.0.1',
    principal: root,
    bytes: expect.any(Number) as number,
    durationMs: expect.any(Number) as number,
  }

  test.each<[string, () => Promise<unknown>, object]>([
    [
      'of the AWS JSON API',
      () => ecr.send(new DescribeImagesCommand({ repositoryName: 'team/app' })),
      { operation: 'DescribeImages', repository: 'team/app', status: 200 },
    ],
    [
      'that is refused',
      () => ecr.send(new DescribeImagesCommand({ repositoryName: 'missing' })).catch(() => undefined),
      {
        operation: 'DescribeImages',
        repository: 'missing',
        status: 400,
        error: 'RepositoryNotFoundException',
      },
    ],
    [
      'of the query API',
      async () => {
        const sts = new STSClient({ endpoint: server.url, region: REGION, credentials: server.credentials })
        await sts.send(new GetCallerIdentityCommand())
        sts.destroy()
      },
      { operation: 'GetCallerIdentity', status: 200 },
    ],
    [
      'GET of a manifest',
      () => registry.getManifest('team/app', 'v1'),
      { operation: 'BatchGetImage', repository: 'team/app', status: 200, bytes: image.bytes.length },
    ],
    [
      'HEAD of a manifest',
      () => registry.request('HEAD', '/v2/team/app/manifests/v1'),
      { operation: 'BatchGetImage', repository: 'team/app', status: 200, bytes: 0 },
    ],
    [
      'GET of a blob',
      () => registry.getBlob('team/app', image.config.digest),
      {
        operation: 'GetDownloadUrlForLayer',
        repository: 'team/app',
        status: 200,
        bytes: image.config.bytes.length,
      },
    ],
    [
      'that /v2/ refuses',
      () => registry.getManifest('team/app', 'v2'),
      {
        operation: 'BatchGetImage',
        repository: 'team/app',
        status: 404,
        error: 'MANIFEST_UNKNOWN',
      },
    ],
    [
      'for a method that a route does not have',
      () => registry.request('DELETE', '/v2/team/app/tags/list'),
      { repository: 'team/app', status: 405, error: 'UNSUPPORTED' },
    ],
    ['for a path of /v2/ that does not exist', () => registry.request('GET', '/v2/team/app'), { status: 404 }],
  ])('has one line with all fields for a request (%s)', async (_, ask, fields) => {
    expect(await linesOf(ask)).toEqual([{ ...common, ...fields }])
  })

  test('names no principal for a request without credentials', async () => {
    const anonymous = registryClient(server.url)
    expect(await linesOf(() => anonymous.getManifest('team/app', 'v1'))).toMatchObject([{ status: 401 }])
  })

  test('has one line for what is no request of HTTP', async () => {
    const lines = await linesOf(async () => {
      const connection = await connectTo(server.url)
      connection.send('nonsense\r\n\r\n')
      await connection.closed()
    })
    expect(lines).toMatchObject([{ status: 400, error: 'HPE_INVALID_METHOD', sourceIp: '127.0.0.1' }])
  })
})

test('names with line breaks and control characters do not break out of their line in the log', async () => {
  const forged = `x\n{"level":"info","requestId":"forged","message":"request"}\n${obeyed}`
  const lines = await linesOf(async () => {
    await registry.request('GET', `/v2/${encodeURIComponent(forged)}/tags/list`)
    await askSigned({ ...server, region: REGION }, 'DescribeImages', { repositoryName: forged })
  })
  expect(lines.map(({ status }) => status)).toEqual([400, 400])
  expect(lines[0]?.repository).toBe(forged)
  expect(server.output()).not.toMatch(anyObeyed)
})

/** What a terminal obeys, or what turns a line around. */
const obeyed = '\u001b[31m\r\u007f\u0085\u009b31m\u061c\u200e\u200f\u2028\u2029\u202e\u2066'
const anyObeyed = /[\u001b\r\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/

test('the log holds no password, token, signature or secret key, not even a wrong one', async () => {
  const { credentials } = server
  const { downloadUrl = '' } = await ecr.send(
    new GetDownloadUrlForLayerCommand({ repositoryName: 'team/app', layerDigest: image.config.digest }),
  )
  expect((await fetch(downloadUrl)).status).toBe(200)
  const mistyped = randomBytes(30).toString('base64')
  const wrong = Buffer.from(`AWS:${mistyped}`).toString('base64')
  expect((await registryClient(server.url, { authorizationToken: wrong }).request('GET', '/v2/')).status).toBe(401)
  const sentInWrongPlaces = `/v2/team/app/tags/list?password=${encodeURIComponent(mistyped)}`
  expect((await registry.request('GET', sentInWrongPlaces)).status).toBe(200)

  const { session, key } = await issuedSecrets()
  const document = JSON.stringify({ Version: '2012-10-17', Secret: randomBytes(30).toString('hex') })
  const policy = { repositoryName: 'team/app', policyText: document }
  const refusedPolicy = await askSigned({ ...server, region: REGION }, 'SetRepositoryPolicy', policy)
  expect(refusedPolicy.text).toContain('Invalid repository policy provided')
  const otherSecret = { ...credentials, secretAccessKey: session.secretAccessKey }
  const refusedSecret = await askSigned(
    { ...server, region: REGION },
    'DescribeRegistry',
    {},
    { credentials: otherSecret },
  )
  expect([refusedSecret.status, refusedSecret.text.includes(credentials.secretAccessKey)]).toEqual([400, false])

  const signatures: string[] = []
  ecr.middlewareStack.add(
    (next) => (args) => {
      const { headers } = args.request as { headers: Record<string, string> }
      signatures.push(/Signature=([0-9a-f]{64})/.exec(headers.authorization ?? '')?.[1] ?? '')
      return next(args)
    },
    { step: 'finalizeRequest', priority: 'low' },
  )
  const byTag = { repositoryName: 'team/app', imageIds: [{ imageTag: 'v1' }] }
  await ecr.send(new BatchGetImageCommand(byTag))
  await endOfLog()

  const password = Buffer.from(authorizationToken, 'base64').toString().slice('AWS:'.length)
  const { payload = '' } = JSON.parse(Buffer.from(password, 'base64').toString()) as { payload?: string }
  const secrets = {
    'the secret key': credentials.secretAccessKey,
    'the token': authorizationToken,
    'its password': password,
    'what is sealed in it': payload,
    'a signature': signatures[0],
    'the path of a download': new URL(downloadUrl).pathname.split('/').at(-1),
    'a wrong password': mistyped,
    'a wrong token': wrong,
    'the secret key of a session': session.secretAccessKey,
    'the token of a session': session.sessionToken,
    'the secret key of a user': key,
    'what stands in a document': (JSON.parse(document) as { Secret: string }).Secret,
  }
  for (const [name, secret = ''] of Object.entries(secrets)) {
    expect([name, secret.length >= 20]).toEqual([name, true])
    for (const form of [secret, encodeURIComponent(secret)]) expect(server.output(), name).not.toContain(form)
  }
})

/** What STS and IAM tell once, used as clients do. */
async function issuedSecrets() {
  const options = { endpoint: server.url, region: REGION, maxAttempts: 1 }
  const sts = new STSClient({ ...options, credentials: server.credentials })
  const { Credentials } = await sts.send(new GetSessionTokenCommand())
  const session = {
    accessKeyId: Credentials?.AccessKeyId ?? '',
    secretAccessKey: Credentials?.SecretAccessKey ?? '',
    sessionToken: Credentials?.SessionToken ?? '',
  }
  await new STSClient({ ...options, credentials: session }).send(new GetCallerIdentityCommand())
  const iam = new IAMClient({ ...options, credentials: server.credentials })
  await iam.send(new CreateUserCommand({ UserName: 'ada' }))
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName: 'ada' }))
  return { session, key: AccessKey?.SecretAccessKey }
}

test('--log-format pretty writes lines for people, and --log-level limits them', async () => {
  await using folder = await temporaryFolder()
  const said = async (...settings: string[]): Promise<string> => {
    const { process, announcement } = await serveFolder(folder.path, settings)
    expect((await fetch(`${announcement.url}/v2/`)).status).toBe(401)
    await process.end()
    return process.output()
  }
  expect(await said('--log-format', 'pretty')).toMatch(
    /\[[0-9:.]+\] .*INFO.*: .*request.* \{"requestId":.*"status":401/,
  )
  expect(await said('--log-level', 'error')).not.toContain('"status":401')
})

test('control characters that a client sends are printed as escapes in the pretty log', async () => {
  await using folder = await temporaryFolder()
  const { process, announcement } = await serveFolder(folder.path, ['--log-format', 'pretty', '--dev'])
  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
  const login = await askSigned({ url: announcement.url, region: REGION, credentials }, 'GetAuthorizationToken')
  const { authorizationData } = login.json() as { authorizationData: [{ authorizationToken: string }] }
  await registryClient(announcement.url, authorizationData[0]).request(
    'GET',
    `/v2/${encodeURIComponent(obeyed)}/tags/list`,
  )
  await process.end()
  expect(process.output()).toContain('\\u202e')
  expect(process.output()).not.toMatch(anyObeyed)
})
