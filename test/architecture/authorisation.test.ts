import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { actionsWithoutResource } from '../../src/ecr/actions-without-resource.ts'
import { ecrOperations } from '../../src/ecr/operations.ts'
import { sealDownload } from '../../src/ecr/layers/download-url.ts'
import type { ImageName } from '../../src/errors.ts'
import type { EcrOperations } from '../../src/generated/ecr.ts'
import { ecrModel } from '../../src/generated/ecr.model.ts'
import { downloadOperation } from '../../src/http/downloads/downloads-door.ts'
import { endpoints } from '../../src/http/oci/endpoints.ts'
import type { RouteKind } from '../../src/http/oci/route.ts'
import { type Access, type AnyOperation, isImplemented, type TouchedImages } from '../../src/operation.ts'
import { stsOperations } from '../../src/sts/operations.ts'
import { rootOf, scopeOf } from '../support/callers.ts'
import { ecrRequests, registryId, repositoryArn, repositoryName } from '../support/ecr-requests.ts'
import { digestOf, imageOf, type Layer, layerOf } from '../support/images.ts'
import { type RegistryClient, registryClient } from '../support/registry-client.ts'
import { askSigned, targetOf } from '../support/signed-json.ts'
import { storedRows } from '../support/stored-rows.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

/**
 * Every operation of every door, and what its caller needs. A new one does not pass until it stands here.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */

/** Actions that have no resource: they concern the registry as a whole. */
const ofRegistry: readonly (keyof EcrOperations)[] = [
  'CreatePullThroughCacheRule',
  'CreateRepositoryCreationTemplate',
  'DeletePullThroughCacheRule',
  'DeleteRegistryPolicy',
  'DeleteRepositoryCreationTemplate',
  'DeleteSigningConfiguration',
  'DeregisterPullTimeUpdateExclusion',
  'DescribePullThroughCacheRules',
  'DescribeRegistry',
  'DescribeRepositoryCreationTemplates',
  'GetAccountSetting',
  'GetAuthorizationToken',
  'GetRegistryPolicy',
  'GetRegistryScanningConfiguration',
  'GetSigningConfiguration',
  'ListPullTimeUpdateExclusions',
  'PutAccountSetting',
  'PutRegistryPolicy',
  'PutRegistryScanningConfiguration',
  'PutReplicationConfiguration',
  'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion',
  'UpdatePullThroughCacheRule',
  'UpdateRepositoryCreationTemplate',
  'ValidatePullThroughCacheRule',
]

/** Where an operation needs another action than the one of its name, on the repository that it names. */
const otherActions: Partial<Record<keyof EcrOperations, string>> = { ListImageReferrers: 'BatchGetImage' }

/** What policies may ask about a request beside what they may of all. */
const contexts: Partial<Record<keyof EcrOperations, Access['context']>> = {
  GetAccountSetting: { 'ecr:accountsetting': ['BLOB_MOUNTING'] },
  PutAccountSetting: { 'ecr:accountsetting': ['BLOB_MOUNTING'] },
  TagResource: { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] },
  UntagResource: { 'aws:tagkeys': ['team'] },
}

/** The images whose tags policies may ask about. */
const images: Partial<Record<keyof EcrOperations, TouchedImages>> = {
  BatchDeleteImage: { to: 'delete', names: [{ imageTag: 'v1' }] },
  BatchGetImage: { to: 'read', names: [{ imageTag: 'v1' }] },
  DescribeImages: { to: 'read', names: [] },
  ListImageReferrers: { to: 'read', names: [{ imageDigest: digestOf('a layer') }] },
  PutImage: { to: 'push', names: [{ imageTag: 'v2', imageDigest: digestOf('{}') }] },
}

/** What is wrong with a request of `ecrRequests` in a registry that has nothing. */
const refusals: Partial<Record<keyof EcrOperations, string>> = {
  DeleteRegistryPolicy: 'RegistryPolicyNotFoundException',
  GetRegistryPolicy: 'RegistryPolicyNotFoundException',
  PutRegistryPolicy: 'InvalidParameterException',
}

/** With the images that it would be decided about. */
interface Needed extends Omit<Access, 'images'> {
  readonly images?: TouchedImages
}

const on = (action: string, resource = repositoryArn): Needed => ({ action: `ecr:${action}`, resource })

const onImage = (action: string, to: TouchedImages['to'], name: ImageName): Needed => ({
  ...on(action),
  images: { to, names: [name] },
})

const shown = (needed: readonly Access[]): Needed[] =>
  needed.map(({ images: touched, ...access }) => {
    if (touched === undefined) return access
    const { to, names } = touched()
    return { ...access, images: { to, names: names.map(({ imageTag, imageDigest }) => ({ imageTag, imageDigest })) } }
  })

test('what has no resource is known to whoever explains', () => {
  expect(actionsWithoutResource).toEqual(ofRegistry.map((name) => `ecr:${name}`))
})

function neededFor(name: keyof EcrOperations): Needed {
  const action = otherActions[name] ?? name
  if (ofRegistry.includes(name)) return on(action, '*')
  return on(action, name === 'CreateRepository' ? repositoryArn.replace(/app$/, 'new') : repositoryArn)
}

/** `/v2/`, route by route: what each operation behind it needs. */
const neededOnRoutes: Readonly<Record<RouteKind, Readonly<Record<string, readonly (readonly Needed[])[]>>>> = {
  // A token that is good is all it takes.
  base: { GET: [[]], HEAD: [[]] },
  catalog: { GET: [[on('DescribeRepositories', repositoryArn.replace('team/app', '*'))]] },
  tags: { GET: [[on('ListImages')]] },
  manifest: {
    GET: [[onImage('BatchGetImage', 'read', { imageTag: 'v1' })]],
    HEAD: [[onImage('BatchGetImage', 'read', { imageTag: 'v1' })]],
    PUT: [[onImage('PutImage', 'push', { imageTag: 'v1', imageDigest: digestOf('') })]],
    DELETE: [[onImage('BatchDeleteImage', 'delete', { imageTag: 'v1' })]],
  },
  blob: {
    GET: [[on('GetDownloadUrlForLayer')]],
    HEAD: [[on('BatchCheckLayerAvailability')]],
    DELETE: [[on('BatchDeleteImage')]],
  },
  uploads: {
    POST: [
      [on('InitiateLayerUpload')],
      [on('InitiateLayerUpload'), on('GetDownloadUrlForLayer', repositoryArn.replace('team/app', 'team/base'))],
      [on('UploadLayerPart'), on('CompleteLayerUpload')],
      // An upload at once that fails is given up again.
      [on('InitiateLayerUpload')],
    ],
  },
  upload: {
    GET: [[on('UploadLayerPart')]],
    PATCH: [[on('UploadLayerPart')]],
    PUT: [[on('UploadLayerPart'), on('CompleteLayerUpload')]],
    DELETE: [[on('InitiateLayerUpload')]],
  },
  referrers: { GET: [[onImage('BatchGetImage', 'read', { imageDigest: digestOf('a layer') })]] },
}

const digest = digestOf('a layer')
const uploadId = '00000000-0000-4000-8000-000000000000'

/** A path of each route. */
const paths: Readonly<Record<RouteKind, string>> = {
  base: '/v2/',
  catalog: '/v2/_catalog',
  tags: `/v2/${repositoryName}/tags/list`,
  manifest: `/v2/${repositoryName}/manifests/v1`,
  blob: `/v2/${repositoryName}/blobs/${digest}`,
  uploads: `/v2/${repositoryName}/blobs/uploads/`,
  upload: `/v2/${repositoryName}/blobs/uploads/${uploadId}?digest=${digest}`,
  referrers: `/v2/${repositoryName}/referrers/${digest}`,
}

const routes = Object.entries(endpoints).flatMap(([kind, ofRoute]) =>
  Object.entries(ofRoute).map(([method, { operations }]) => ({ kind: kind as RouteKind, method, operations })),
)
const operations = Object.entries(ecrOperations) as [keyof EcrOperations, AnyOperation][]

const scope = scopeOf(rootOf('000000000001'), 'us-east-1', { registryId, door: 'api' })

describe('what is needed', () => {
  test.for(operations)('%s', ([name, operation]) => {
    const context = contexts[name]
    const touched = images[name]
    const needed = {
      ...neededFor(name),
      ...(context === undefined ? {} : { context }),
      ...(touched === undefined ? {} : { images: touched }),
    }
    expect(shown(operation.access(ecrRequests[name], scope, undefined))).toEqual([needed])
  })

  test('tags at creation take the right to tag', () => {
    const input = { repositoryName, tags: [{ Key: 'a', Value: 'b' }] }
    const needed = ecrOperations.CreateRepository.access(input, scope, undefined)
    const context = { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] }
    expect(needed).toEqual([
      { ...on('CreateRepository'), context },
      { ...on('TagResource'), context },
    ])
  })

  test.for(routes)('$method of $kind', ({ kind, method, operations }) => {
    const input = {
      ...{ repositoryName, digest, uploadId, from: 'team/base', bytes: Buffer.alloc(0) },
      ...{ imageTag: 'v1', tags: ['v1'], subjectDigest: digest },
    }
    const needed = operations.map((operation) => shown(operation.access(input, scope, ['team/base'])))
    expect(needed).toEqual(neededOnRoutes[kind][method])
  })

  test('no route stands here that is not there', () => {
    const expected = Object.entries(neededOnRoutes).flatMap(([kind, methods]) =>
      Object.keys(methods).map((method) => `${method} ${kind}`),
    )
    expect(routes.map(({ kind, method }) => `${method} ${kind}`).sort()).toEqual(expected.sort())
  })

  test('downloads', () => {
    expect(downloadOperation.access({ repositoryName, digest }, scope, undefined)).toEqual([
      on('GetDownloadUrlForLayer'),
    ])
  })
})

describe('a caller of another account', () => {
  let server: TestServer
  let stranger: { readonly credentials: TestServer['credentials']; readonly registry: RegistryClient }
  const layer: Layer = { ...layerOf({}), bytes: Buffer.from('a layer'), digest }
  const sentence = ({ action, resource }: Needed) =>
    `User: arn:aws:iam::999999999999:root is not authorized to perform: ${action} on resource: ${resource} because no resource-based policy allows the ${action} action`

  beforeAll(async () => {
    server = await startTestServer()
    const tags = [{ Key: 'team', Value: 'a' }]
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName, tags }))
    await server.registry.pushImage(repositoryName, imageOf({ layers: [layer] }), 'v1')
    const { authorizationToken, credentials } = await server.otherAccount('999999999999')
    stranger = { credentials, registry: registryClient(server.url, { authorizationToken }) }
  })
  afterAll(() => server.stop())

  /** Runs `ask`, after which the storage must be as it was, but for what the stranger keeps of his own registry. */
  async function unchanged<T>(ask: () => Promise<T>): Promise<T> {
    const { database } = server.running.ctx
    const before = notHis(await storedRows(database))
    const answer = await ask()
    expect(notHis(await storedRows(database))).toEqual(before)
    return answer
  }

  function notHis(rows: Awaited<ReturnType<typeof storedRows>>): typeof rows {
    const registries = (rows.registry ?? []) as readonly { id: number; account: string }[]
    const his = registries.filter(({ account }) => account === '999999999999').map(({ id }) => id)
    const others = (of: string) =>
      (rows[of] as readonly { registry_id: number }[]).filter((row) => !his.includes(row.registry_id))
    return {
      ...rows,
      registry: registries.filter(({ id }) => !his.includes(id)),
      registry_policy: others('registry_policy'),
      account_setting: others('account_setting'),
    }
  }

  const addressed = operations.filter(
    ([name]) => 'registryId' in ecrRequests[name] || 'resourceArn' in ecrRequests[name],
  )

  test.for(addressed)('is refused %s', async ([name]) => {
    const answer = await unchanged(() => askSigned(server, name, ecrRequests[name], stranger))
    expect([answer.status, answer.json()]).toEqual([
      400,
      { __type: 'AccessDeniedException', message: sentence(neededFor(name)) },
    ])
  })

  test('reaches only his own registry with operations that can name no other', async () => {
    const others = operations.filter(([name]) => !addressed.some(([known]) => known === name))
    for (const [name] of others) {
      const shape = ecrModel.shapes[ecrModel.operations[name].input ?? '']
      const members = shape?.type === 'structure' ? Object.keys(shape.members) : []
      expect(members.filter((member) => member === 'registryId' || member === 'resourceArn')).toEqual([])
      const answer = await unchanged(() => askSigned(server, name, ecrRequests[name], stranger))
      const refusal = isImplemented(ecrOperations[name]) ? refusals[name] : 'NotImplementedException'
      if (refusal === undefined) expect(answer.status).toBe(200)
      else expect(answer.json()).toMatchObject({ __type: refusal })
      expect(answer.text).not.toContain(registryId)
    }
  })

  const guarded = routes.filter(({ kind }) => kind !== 'base')

  test.for(guarded)('is refused $method of $kind', async ({ kind, method }) => {
    const manifest = { 'content-type': 'application/vnd.oci.image.manifest.v1+json' }
    const sent =
      method === 'PUT' || method === 'PATCH' ? { body: '{}', headers: kind === 'manifest' ? manifest : {} } : {}
    const answer = await unchanged(() => stranger.registry.request(method, paths[kind], sent))
    expect(answer.status).toBe(403)
    if (method === 'HEAD') return
    const [first] = neededOnRoutes[kind][method]?.[0] ?? []
    const message = first === undefined ? '' : sentence(first)
    expect(answer.json()).toEqual({ errors: [{ code: 'DENIED', message }] })
  })

  test('is refused to mount, and to upload at once', async () => {
    for (const query of [`mount=${digest}&from=${repositoryName}`, `mount=${digest}`, `digest=${digest}`]) {
      const path = `${paths.uploads}?${query}`
      const answer = await unchanged(() => stranger.registry.request('POST', path, { body: 'a layer' }))
      expect(answer.status).toBe(403)
    }
  })

  test('gets nothing by a download URL, should he have one', async () => {
    const { ctx } = server.running
    const rows = await storedRows(ctx.database)
    const [repository] = rows.repository as { id: number }[]
    const wanted = { registryId, region: 'us-east-1', repositoryName, digest, expiresAt: ctx.clock.now() + 60_000 }
    const download = (accessKeyId: string) => {
      const token = sealDownload(ctx, { ...wanted, accessKeyId, repositoryId: repository?.id ?? 0 })
      return registryClient(server.url).request('GET', `/downloads/${token}`)
    }
    expect((await download(server.credentials.accessKeyId)).text).toBe('a layer')
    const answer = await unchanged(() => download(stranger.credentials.accessKeyId))
    expect([answer.status, answer.text]).toEqual([404, 'The layer does not exist.\n'])
  })
})

describe('without credentials', () => {
  let server: TestServer

  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test.for(operations)('%s is refused', async ([name]) => {
    const headers = { 'x-amz-target': targetOf(name), 'content-type': 'application/x-amz-json-1.1' }
    const body = JSON.stringify(ecrRequests[name])
    const answer = await registryClient(server.url).request('POST', '/', { headers, body })
    expect([answer.status, answer.json()]).toEqual([
      400,
      { __type: 'MissingAuthenticationTokenException', message: 'Missing Authentication Token' },
    ])
  })

  test('every operation of STS is refused', async () => {
    for (const name of Object.keys(stsOperations)) {
      const answer = await registryClient(server.url).request('GET', `/?Action=${name}&Version=2011-06-15`)
      expect(answer.status).toBe(403)
      expect(answer.text).toContain('<Code>MissingAuthenticationToken</Code>')
    }
  })

  const unknown = [
    '/v2',
    '/v2/x',
    '/v2//',
    '/v2/a/b/c',
    '/v2/_catalog/',
    '/v2/Bad/tags/list',
    '/v2/%2e%2e/x',
    '/v2/%zz',
  ]

  test.for([...Object.values(paths), ...unknown])('%s asks who is there, whatever the method', async (path) => {
    const { host } = new URL(server.url)
    for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await registryClient(server.url).request(method, path)
      expect([method, answer.status]).toEqual([method, 401])
      expect(answer.headers['www-authenticate']).toBe(`Basic realm="http://${host}/",service="ecr.amazonaws.com"`)
      expect(answer.text).toBe(method === 'HEAD' ? '' : 'Not Authorized\n')
    }
  })
})
