import { createAuthorizer } from '../../../src/auth/authorize.ts'
import { policySources } from '../../../src/services.ts'
import {
  CreateRepositoryCommand,
  CreateRepositoryCreationTemplateCommand,
  DeleteRepositoryCreationTemplateCommand,
  DescribeRepositoriesCommand,
  ListTagsForResourceCommand,
  TagResourceCommand,
  UpdateRepositoryCreationTemplateCommand,
} from '@aws-sdk/client-ecr'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findCaller } from '../../../src/auth/principals.ts'
import { query, type Work } from '../../../src/database/statement.ts'
import { batchDeleteImage } from '../../../src/ecr/images/batch-delete-image.ts'
import { batchGetImage } from '../../../src/ecr/images/batch-get-image.ts'
import { ociDeleteManifest } from '../../../src/ecr/images/oci-delete-manifest.ts'
import { ociGetManifest } from '../../../src/ecr/images/oci-get-manifest.ts'
import { ociPutManifest } from '../../../src/ecr/images/oci-put-manifest.ts'
import { initiateLayerUpload } from '../../../src/ecr/layers/initiate-layer-upload.ts'
import { setRepositoryPolicy } from '../../../src/ecr/policies/set-repository-policy.ts'
import { deleteRepository } from '../../../src/ecr/repository-lifetime/delete-repository.ts'
import { deleteUser } from '../../../src/iam/users/delete-user.ts'
import type { Operation } from '../../../src/request/operation.ts'
import { createPipeline } from '../../../src/pipeline/pipeline.ts'
import { tagResources } from '../../../src/resource-groups-tagging/tag-resources.ts'
import { scopeOf } from '../../support/callers.ts'
import { type Identities, identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { imageOf, indexOf } from '../../support/images.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'
import { arnOf } from '../ecr-test.ts'

/** What others do between a decision and what is done on it. */

let server: TestServer
let identities: Identities
beforeAll(async () => {
  server = await startTestServer()
  identities = identitiesOf(server)
})
afterAll(() => server.stop())

const image = imageOf({ annotations: { is: 'tagged' } })
const other = imageOf({ annotations: { is: 'another' } })
const index = indexOf([{ manifest: image }])

let repositoryName: string
let count = 0
beforeEach(async () => {
  repositoryName = `app-${++count}`
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await server.registry.pushImage(repositoryName, image, 'dev-1')
  await server.registry.pushImage(repositoryName, other)
})

const limited = (effect: 'Allow' | 'Deny', key: string, value: string) => ({
  Effect: effect,
  Action: 'ecr:*',
  Resource: '*',
  Condition: { StringLike: { [key]: value } },
})

async function userWith(...statements: readonly object[]): Promise<Somebody> {
  const user = await identities.addUser(`user-${count}`)
  await identities.putInlinePolicy(user.id, policyOf({ Action: 'sts:GetCallerIdentity' }, ...statements))
  return user
}

/** Runs an operation; when it is decided, and before anything is done (or before a later transaction), something else happens. */
async function runWhile<Input, Output, Facts>(
  { credentials }: Somebody,
  operation: Operation<Input, Output, Facts>,
  input: Input,
  meanwhile: () => Promise<unknown>,
  beforeTransaction = 2,
): Promise<Output> {
  const { ctx } = server.running
  const caller = await findCaller(ctx, credentials.accessKeyId, { hosts: [], headers: {} })
  if (caller === undefined) throw new Error('there is no such key')
  let transactions = 0
  const afterwards = async <T>(go: () => Promise<T>): Promise<T> => {
    transactions += 1
    if (transactions === beforeTransaction) await meanwhile()
    return go()
  }
  const database = {
    ...ctx.database,
    read: <T>(work: () => Work<T>) => afterwards(() => ctx.database.read(work)),
    change: <T>(work: () => Work<T>) => afterwards(() => ctx.database.change(work)),
  }
  return createPipeline({ ...ctx, database }, createAuthorizer(ctx.settings, policySources)).run(
    operation,
    input,
    scopeOf(caller, server.region),
  )
}

const tag = (name: string, of = image) => server.registry.pushManifest(repositoryName, of, name)
const untag = (name: string) => server.registry.request('DELETE', `/v2/${repositoryName}/manifests/${name}`)
const statusOf = async (name: string) => (await server.registry.getManifest(repositoryName, name)).status

describe.each([
  ['BatchDeleteImage', batchDeleteImage, (imageDigest: string) => ({ repositoryName, imageIds: [{ imageDigest }] })],
  ['DELETE of a manifest', ociDeleteManifest, (imageDigest: string) => ({ repositoryName, imageDigest })],
] as const)('%s by digest', (_name, operation, inputOf) => {
  const run = (user: Somebody, meanwhile: () => Promise<unknown>) =>
    runWhile(user, operation as Operation<unknown, unknown, unknown>, inputOf(image.digest), meanwhile)

  test('is denied if a tag outside the caller’s rights was attached meanwhile', async () => {
    const user = await userWith(limited('Allow', 'ecr:ImageTag', 'dev-*'))
    await expect(run(user, () => tag('release-1'))).rejects.toThrow(
      'is not authorized to perform: ecr:BatchDeleteImage',
    )
    expect([await statusOf('release-1'), await statusOf('dev-1')]).toEqual([200, 200])
  })

  test('removes a tag that was attached meanwhile if the caller may delete it', async () => {
    const user = await userWith(limited('Allow', 'ecr:ImageTag', 'dev-*'))
    await run(user, () => tag('dev-2'))
    expect([await statusOf('dev-2'), await statusOf(image.digest)]).toEqual([404, 404])
  })
})

test('a push of an index is denied if one of its images lost its allowed tag meanwhile', async () => {
  const user = await userWith(limited('Allow', 'ecr:ImageTag', 'dev-*'))
  await tag('release-1')
  const input = {
    repositoryName,
    imageDigest: undefined,
    tags: ['dev-9'],
    contentType: index.mediaType,
    bytes: index.bytes,
  }
  await expect(runWhile(user, ociPutManifest, input, () => untag('dev-1'))).rejects.toThrow('is not authorized')
  expect(await statusOf('dev-9')).toBe(404)
})

test.each([
  ['BatchGetImage', batchGetImage, (imageTag: string) => ({ repositoryName, imageIds: [{ imageTag }] })],
  ['GET of a manifest', ociGetManifest, (imageTag: string) => ({ repositoryName, imageTag, isPull: true })],
] as const)('%s by a tag that was moved to a denied image meanwhile is denied', async (_name, operation, inputOf) => {
  const user = await userWith(
    { Effect: 'Allow', Action: 'ecr:*', Resource: '*' },
    limited('Deny', 'ecr:ImageDigest', other.digest),
  )
  const run = runWhile(user, operation as Operation<unknown, unknown, unknown>, inputOf('dev-1'), () =>
    tag('dev-1', other),
  )
  await expect(run).rejects.toThrow('with an explicit deny in an identity-based policy')
})

test('DeleteUser is denied if another user got the name meanwhile', async () => {
  const ofDevelopers = `arn:aws:iam::${server.account}:user/dev/*`
  const user = await userWith({ Effect: 'Allow', Action: 'iam:DeleteUser', Resource: ofDevelopers })
  const bob = await identities.addUser('bob', '/dev/')
  const run = runWhile(user, deleteUser, { UserName: 'bob' }, async () => {
    await identities.deleteUser(bob)
    await identities.addUser('bob', '/admins/')
  })
  await expect(run).rejects.toThrow('is not authorized to perform: iam:DeleteUser')
  const names = await server.running.ctx.database.read(() =>
    query((db) => db.selectFrom('identity').select('path').where('name', '=', 'bob')),
  )
  expect(names).toEqual([{ path: '/admins/' }])
})

test('SetRepositoryPolicy refuses to lock its caller out of a repository created meanwhile', async () => {
  const user = await userWith({ Effect: 'Allow', Action: 'ecr:*', Resource: '*' })
  const denial = { Effect: 'Deny', Principal: '*', Action: 'ecr:SetRepositoryPolicy' }
  const policyText = JSON.stringify({ Version: '2012-10-17', Statement: [denial] })
  const name = `late-${count}`
  const create = () => server.ecr.send(new CreateRepositoryCommand({ repositoryName: name }))
  const run = runWhile(user, setRepositoryPolicy, { repositoryName: name, policyText }, create)
  await expect(run).rejects.toThrow('prevent')
})

describe('a template that changes before a push creates a repository by it', () => {
  const Action = ['ecr:InitiateLayerUpload', 'ecr:CreateRepository']
  const change = new UpdateRepositoryCreationTemplateCommand({
    prefix: 'ROOT',
    resourceTags: [{ Key: 'stage', Value: 'prod' }],
    customRoleArn: 'arn:aws:iam::123456789012:role/templates',
  })
  const remove = new DeleteRepositoryCreationTemplateCommand({ prefix: 'ROOT' })
  beforeEach(async () => {
    const template = { prefix: 'ROOT', appliedFor: ['CREATE_ON_PUSH' as const] }
    await server.ecr.send(new CreateRepositoryCreationTemplateCommand(template))
  })

  test.for([
    ['gets tags that the caller may not give', async () => server.ecr.send(change)],
    ['is deleted', async () => server.ecr.send(remove)],
  ] as const)('creates none if it %s', async ([, meanwhile], { onTestFinished }) => {
    const user = await userWith({ Effect: 'Allow', Action, Resource: '*' })
    const missing = `missing-${count}`
    onTestFinished(async () => {
      await server.ecr.send(remove).catch(() => undefined)
    })
    // The push takes three, and what creates decides in the fourth.
    const run = runWhile(user, initiateLayerUpload, { repositoryName: missing }, meanwhile, 5)
    await expect(run).rejects.toThrow(`The repository with name '${missing}' does not exist`)
    const described = server.ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [missing] }))
    await expect(described).rejects.toMatchObject({ name: 'RepositoryNotFoundException' })
  })
})

describe('a repository that becomes part of production meanwhile', () => {
  const everything = { Effect: 'Allow', Action: ['ecr:*', 'tag:*'], Resource: '*' }
  const userOfOthers = () => userWith(everything, limited('Deny', 'aws:ResourceTag/stage', 'prod'))
  const tags = [{ Key: 'stage', Value: 'prod' }]
  const becomeProduction = () => server.ecr.send(new TagResourceCommand({ resourceArn: arnOf(repositoryName), tags }))

  test('is decided about as it is then', async () => {
    const run = runWhile(await userOfOthers(), deleteRepository, { repositoryName, force: true }, becomeProduction)
    await expect(run).rejects.toThrow('with an explicit deny in an identity-based policy')
    expect(await statusOf('dev-1')).toBe(200)
  })

  test('is decided about again where something was read before it is changed', async () => {
    const run = runWhile(await userOfOthers(), initiateLayerUpload, { repositoryName }, becomeProduction, 3)
    await expect(run).rejects.toThrow('with an explicit deny in an identity-based policy')
  })

  test('is not tagged as one of several that were decided about before', async () => {
    const first = `first-${count}`
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: first }))
    const input = { ResourceARNList: [arnOf(first), arnOf(repositoryName)], Tags: { team: 'a' } }
    await runWhile(await userOfOthers(), tagResources, input, becomeProduction, 3)
    const found = await server.ecr.send(new ListTagsForResourceCommand({ resourceArn: arnOf(repositoryName) }))
    expect(found.tags).toEqual([{ Key: 'team', Value: 'a' }])
  })
})
