import { CompleteLayerUploadCommand, CreateRepositoryCommand, InitiateLayerUploadCommand } from '@aws-sdk/client-ecr'
import {
  CreateAccessKeyCommand,
  GetContextKeysForCustomPolicyCommand,
  IAMClient,
  SimulateCustomPolicyCommand,
} from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetFederationTokenCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { describe, expect, test as base } from 'vitest'
import { query } from '../../src/database/statement.ts'
import { abandonUploads } from '../../src/ecr/layers/abandon-uploads.job.ts'
import { sealToken } from '../../src/ecr/tokens/registry-token.ts'
import { identitiesOf, policyOf, type Somebody } from '../support/identities.ts'
import { blobOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { startTestServer } from '../support/test-server.ts'
import { credentialsOf } from './sts/sts-test.ts'

const dayMs = 24 * 60 * 60 * 1000
const everything = policyOf({ Action: '*' })

/** A server where each may have two uploads and three sessions, and simulate next to nothing. */
const test = base
  .extend('server', { scope: 'file' }, async ({}, { onCleanup }) => {
    const limits = { maxUploadsPerPrincipal: 2, maxSessionsPerPrincipal: 3, simulatedCharactersPerMinute: 5_000_000 }
    const server = await startTestServer(limits)
    onCleanup(server.stop)
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    return server
  })
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  .extend('newUser', ({ identities }) => async (): Promise<Somebody> => {
    const user = await identities.addUser(`user-${++users}`)
    await identities.putInlinePolicy(user.id, everything)
    return user
  })
  .extend('sts', ({ server }) => ({ credentials }: Pick<Somebody, 'credentials'>) => {
    return new STSClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  })
  .extend('iam', ({ server }) => ({ credentials }: Pick<Somebody, 'credentials'>) => {
    return new IAMClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })
  })
let users = 0

const openUpload = new InitiateLayerUploadCommand({ repositoryName: 'app' })
const startUpload = ({ registry }: Pick<Somebody, 'registry'>) => registry.request('POST', '/v2/app/blobs/uploads/')

describe('open uploads', () => {
  const message = 'Rate exceeded: 2 uploads are open. Complete some, or wait until they are given up.'

  test('are limited for each user, on both doors together', async ({ newUser }) => {
    const user = await newUser()
    await user.ecr.send(openUpload)
    expect((await startUpload(user)).status).toBe(202)
    await expect(user.ecr.send(openUpload)).rejects.toMatchObject({ name: 'ThrottlingException', message })
    const blob = blobOf('at once')
    const path = `/v2/app/blobs/uploads/?digest=${blob.digest}`
    for (const refused of [await startUpload(user), await user.registry.request('POST', path, { body: blob.bytes })]) {
      expect([refused.status, refused.json()]).toEqual([429, { errors: [{ code: 'TOOMANYREQUESTS', message }] }])
    }
    expect((await startUpload(await newUser())).status).toBe(202)
  })

  test('are counted for a user, whichever access key opened them', async ({ newUser, iam, server }) => {
    const user = await newUser()
    const { AccessKey } = await iam(user).send(new CreateAccessKeyCommand({}))
    const password = sealToken(server.running.ctx.keys, {
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      expiresAt: server.clock.now() + dayMs,
    })
    const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
    const other = { registry: registryClient(server.url, { authorizationToken }) }
    const statuses = [await startUpload(other), await startUpload(user), await startUpload(other)]
    expect(statuses.map(({ status }) => status)).toEqual([202, 202, 429])
  })

  test('are counted for a role, whatever the names of its sessions', async ({ identities, newUser, sts, server }) => {
    const name = `role-${++users}`
    await identities.putInlinePolicy(await identities.addRole(name), everything)
    const user = await newUser()
    const statuses: number[] = []
    for (const RoleSessionName of ['one', 'two', 'three']) {
      const RoleArn = `arn:aws:iam::${server.account}:role/${name}`
      const { accessKeyId } = credentialsOf(await sts(user).send(new AssumeRoleCommand({ RoleArn, RoleSessionName })))
      const password = sealToken(server.running.ctx.keys, { accessKeyId, expiresAt: server.clock.now() + dayMs })
      const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
      statuses.push((await startUpload({ registry: registryClient(server.url, { authorizationToken }) })).status)
    }
    expect(statuses).toEqual([202, 202, 429])
  })

  test('no longer count once they are completed, cancelled or given up', async ({ newUser, server }) => {
    const user = await newUser()
    const { uploadId } = await user.ecr.send(openUpload)
    const other = await startUpload(user)
    const completed = new CompleteLayerUploadCommand({
      repositoryName: 'app',
      uploadId,
      layerDigests: [blobOf('').digest],
    })
    await expect(user.ecr.send(completed)).rejects.toMatchObject({ name: 'EmptyUploadException' })
    expect((await startUpload(user)).status).toBe(429)
    const id = String(other.headers['docker-upload-uuid'])
    expect((await user.registry.request('DELETE', `/v2/app/blobs/uploads/${id}`)).status).toBe(204)
    await user.registry.pushBlob('app', blobOf('completed'))
    expect((await startUpload(user)).status).toBe(202)
    expect((await startUpload(user)).status).toBe(429)
    const { ctx } = server.running
    await abandonUploads({ ...ctx, clock: { now: () => server.clock.now() + dayMs + 1 } })
    expect((await startUpload(user)).status).toBe(202)
  })
})

describe('sessions', () => {
  const refusal = { name: 'Throttling', message: 'Rate exceeded: 3 sessions have not expired yet.' }

  test('are limited for the user that requests them, whichever operation issues them', async ({
    newUser,
    identities,
    sts,
    server,
  }) => {
    const user = await newUser()
    const name = `role-${++users}`
    await identities.addRole(name)
    const RoleArn = `arn:aws:iam::${server.account}:role/${name}`
    const commands = [
      new GetSessionTokenCommand({}),
      new GetFederationTokenCommand({ Name: 'friend' }),
      new AssumeRoleCommand({ RoleArn, RoleSessionName: 'build' }),
    ] as const
    const client = sts(user)
    const ask = async (): Promise<void> => {
      await client.send(commands[0])
      await client.send(commands[1])
      await client.send(commands[2])
    }
    await ask()
    await expect(client.send(commands[0])).rejects.toMatchObject(refusal)
    await expect(client.send(commands[1])).rejects.toMatchObject(refusal)
    await expect(client.send(commands[2])).rejects.toMatchObject(refusal)
    // It is the caller's limit, and not that of the role.
    await sts(await newUser()).send(commands[2])
  })

  test('no longer count once they have expired', async ({ newUser, sts, server }) => {
    const client = sts(await newUser())
    const short = new GetSessionTokenCommand({ DurationSeconds: 900 })
    for (let at = 0; at < 3; at += 1) await client.send(short)
    await expect(client.send(short)).rejects.toMatchObject(refusal)
    const { ctx } = server.running
    await ctx.database.change(() => query((db) => db.updateTable('session').set({ expires_at: server.clock.now() })))
    await client.send(short)
  })
})

describe('simulations', () => {
  test('of a user are limited by the characters that they read in a minute', async ({ newUser, iam }) => {
    const client = iam(await newUser())
    const large = JSON.stringify(policyOf({ Action: Array.from({ length: 4_000 }, (_, at) => `ecr:Operation${at}`) }))
    const asked = { PolicyInputList: [large], ActionNames: Array.from({ length: 40 }, (_, at) => `ecr:Other${at}`) }
    const refused = {
      name: 'Throttling',
      message: 'Rate exceeded: simulations have read as much as they may in a minute.',
    }
    await client.send(new SimulateCustomPolicyCommand(asked))
    const again = async () => {
      for (let at = 0; at < 10; at += 1) await client.send(new SimulateCustomPolicyCommand(asked))
    }
    await expect(again()).rejects.toMatchObject(refused)
    const keys = new GetContextKeysForCustomPolicyCommand({ PolicyInputList: [large] })
    await expect(client.send(keys)).rejects.toMatchObject(refused)
    await iam(await newUser()).send(keys)
  })
})
