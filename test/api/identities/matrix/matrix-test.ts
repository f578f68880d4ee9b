import * as sdk from '@aws-sdk/client-iam'
import { CreateRepositoryCommand } from '@aws-sdk/client-ecr'
import { test as base } from 'vitest'
import { query } from '../../../../src/database/statement.ts'
import { repositoryName } from '../../../support/ecr-requests.ts'
import { identitiesOf, type Somebody, trusting } from '../../../support/identities.ts'
import { imageOf, type Layer, layerOf } from '../../../support/images.ts'
import { layerDigest } from '../../../support/oci-rights.ts'
import type { Needed } from '../../../support/rights.ts'
import { startTestServer, type TestServer } from '../../../support/test-server.ts'
import { strangerAccount } from '../../ecr-test.ts'
import { iamOf } from '../../iam/iam-test.ts'

/** A server that has what the requests of the matrix name, and people of every deniedCase. */
export const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const server = await startFilledServer()
    onCleanup(server.stop)
    return server
  })
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('iam', { scope: 'file' }, ({ server }) => iamOf(server, server.credentials))
  .extend('without', { scope: 'file' }, ({ identities }) => identities.addUser('without'))
  .extend('admin', { scope: 'file' }, ({ identities }) => addAdminUser(identities))
  .extend('stranger', { scope: 'file' }, async ({ server }) => {
    const foreigners = identitiesOf(server, strangerAccount)
    const user = await foreigners.addUser('stranger')
    await foreigners.putInlinePolicy(user.id, everything)
    return user
  })
  /** Somebody whose only policy is the one that a test gives him at last. */
  .extend('withPolicy', { scope: 'file' }, async ({ identities, iam }) => {
    const user = await identities.addUser('withPolicy')
    return async (...statements: readonly object[]): Promise<Somebody> => {
      const PolicyDocument = JSON.stringify(documentOf(statements))
      await iam.send(new sdk.PutUserPolicyCommand({ UserName: 'withPolicy', PolicyName: 'matrix', PolicyDocument }))
      return user
    }
  })
  /** Somebody who may do everything within a boundary that a test gives him. */
  .extend('bound', { scope: 'file' }, async ({ identities, iam }) => {
    const user = await identities.addUser('bound')
    await identities.putInlinePolicy(user.id, everything)
    let boundaries = 0
    return async (...statements: readonly object[]): Promise<Somebody> => {
      const PolicyName = `boundary-${++boundaries}`
      const PolicyDocument = JSON.stringify(documentOf(statements))
      const { Policy } = await iam.send(new sdk.CreatePolicyCommand({ PolicyName, PolicyDocument }))
      const PermissionsBoundary = Policy?.Arn
      await iam.send(new sdk.PutUserPermissionsBoundaryCommand({ UserName: 'bound', PermissionsBoundary }))
      return user
    }
  })
  /** A session of a role that may do everything: what its own policy allows is left of it. */
  .extend('sessionOf', { scope: 'file' }, async ({ identities }) => {
    const roleId = await identities.addRole('runner')
    await identities.putInlinePolicy(roleId, everything)
    return (...statements: readonly object[]): Promise<Somebody> =>
      identities.assumeRole('runner', roleId, { policies: [documentOf(statements)] })
  })
  .extend('ended', { scope: 'file' }, async ({ identities, server }) => {
    const roleId = await identities.addRole('ended')
    await identities.putInlinePolicy(roleId, everything)
    return identities.assumeRole('ended', roleId, { expiresAt: server.clock.now() - 1 })
  })
  .extend('people', { scope: 'file' }, ({ without, admin, ended, stranger, withPolicy, bound, sessionOf }): People => {
    return { without, admin, ended, stranger, withPolicy, bound, sessionOf }
  })

/** Everybody who may not, and who may as a test says. */
export interface People {
  readonly without: Somebody
  readonly admin: Somebody
  readonly ended: Somebody
  readonly stranger: Somebody
  readonly withPolicy: (...statements: readonly object[]) => Promise<Somebody>
  readonly bound: (...statements: readonly object[]) => Promise<Somebody>
  readonly sessionOf: (...statements: readonly object[]) => Promise<Somebody>
}

const allowsAll = { Effect: 'Allow', Action: '*', Resource: '*' }
const documentOf = (statements: readonly object[]): object => ({
  Version: '2012-10-17',
  Statement: [other, ...statements],
})
/** Nothing that anybody needs here: a document has at least one statement. */
const other = { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' }
const everything = documentOf([allowsAll])

export const allowing = ({ action, resource }: Needed): object => ({
  Effect: 'Allow',
  Action: action,
  Resource: resource,
})
export const denying = (needed: Needed): object => ({ ...allowing(needed), Effect: 'Deny' })

/** What the requests of the matrix name is there. */
export async function startFilledServer(): Promise<TestServer> {
  const server = await startTestServer()
  await fillRepository(server)
  await fillAccount(server)
  return server
}

/** Somebody whose policy allows everything. */
export async function addAdminUser(identities: ReturnType<typeof identitiesOf>): Promise<Somebody> {
  const user = await identities.addUser('admin')
  await identities.putInlinePolicy(user.id, everything)
  return user
}

async function fillRepository(server: TestServer): Promise<void> {
  const layer: Layer = { ...layerOf({}), bytes: Buffer.from('a layer'), digest: layerDigest }
  await server.ecr.send(new CreateRepositoryCommand({ repositoryName, tags: [{ Key: 'team', Value: 'a' }] }))
  await server.registry.pushImage(repositoryName, imageOf({ layers: [layer] }), 'v1')
}

/** Nobody of them can be deleted while a policy is attached to him, and no profile while it holds a role. */
async function fillAccount(server: TestServer): Promise<void> {
  const [iam, Path] = [iamOf(server, server.credentials), '/dev/']
  const trust = trusting({ AWS: server.account })
  const { User } = await iam.send(new sdk.CreateUserCommand({ UserName: 'Ada', Path }))
  await iam.send(new sdk.CreateGroupCommand({ GroupName: 'Devs', Path }))
  await iam.send(new sdk.CreateRoleCommand({ RoleName: 'CI', Path, AssumeRolePolicyDocument: JSON.stringify(trust) }))
  const PolicyArn = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
  await iam.send(new sdk.AttachUserPolicyCommand({ UserName: 'Ada', PolicyArn }))
  await iam.send(new sdk.AttachGroupPolicyCommand({ GroupName: 'Devs', PolicyArn }))
  await iam.send(new sdk.AttachRolePolicyCommand({ RoleName: 'CI', PolicyArn }))
  await iam.send(new sdk.CreateInstanceProfileCommand({ InstanceProfileName: 'Hosts', Path }))
  await iam.send(new sdk.AddRoleToInstanceProfileCommand({ InstanceProfileName: 'Hosts', RoleName: 'CI' }))
  await addKey(server, User?.UserId ?? '')
}

/** The key that requests name. */
async function addKey({ running: { ctx }, account }: TestServer, userId: string): Promise<void> {
  const id = 'AKIAIOSFODNN7EXAMPLE'
  await ctx.database.change(() =>
    query((db) =>
      db.insertInto('access_key').values({
        id,
        account,
        user_id: userId,
        sealed_secret: ctx.keys.seal('access-key', id, Buffer.from('a secret')),
        status: 'Active',
        created_at: ctx.clock.now(),
      }),
    ),
  )
}
