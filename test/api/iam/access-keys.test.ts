import { DescribeRepositoriesCommand, ECRClient } from '@aws-sdk/client-ecr'
import {
  CreateAccessKeyCommand,
  DeleteAccessKeyCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  UpdateAccessKeyCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { waitFor } from '../../support/processes.ts'
import { registryClient } from '../../support/registry-client.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account, outputOf } from '../ecr-test.ts'
import { expectNoUser, expectRefusal, iamOf, newKey, newName, newUser, registryTokenOf, test } from './iam-test.ts'

const everything = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }
const noKey = (id: string) => `The Access Key with id ${id} cannot be found.`

describe('CreateAccessKey', () => {
  test('makes a key that works at once, and shows its secret only in this answer', async ({ iam, server }) => {
    const UserName = await newUser(iam)
    const { AccessKey } = await outputOf(iam.send(new CreateAccessKeyCommand({ UserName })))
    expect(AccessKey).toEqual({
      UserName,
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/) as string,
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[A-Za-z0-9+/]{40}$/) as string,
      CreateDate: expect.any(Date) as Date,
    })
    const { SecretAccessKey, ...metadata } = AccessKey ?? {}
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }))
    expect(AccessKeyMetadata).toEqual([metadata])
    const credentials = { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: SecretAccessKey ?? '' }
    // Known, but allowed nothing.
    await expect(iamOf(server, credentials).send(new GetUserCommand({}))).rejects.toMatchObject({
      name: 'AccessDenied',
    })
  })

  test('refuses a third key, and makes one again when one of two has been deleted', async ({ iam }) => {
    const UserName = await newUser(iam)
    const { accessKeyId: first } = await newKey(iam, UserName)
    const { accessKeyId: second } = await newKey(iam, UserName)
    const sentence = 'Cannot exceed quota for AccessKeysPerUser: 2'
    await expectRefusal(iam.send(new CreateAccessKeyCommand({ UserName })), 'LimitExceededException', sentence)
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: first }))
    const { accessKeyId: third } = await newKey(iam, UserName)
    const { AccessKeyMetadata } = await iam.send(new ListAccessKeysCommand({ UserName }))
    expect(AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId).sort()).toEqual([second, third].sort())
  })

  test('refuses a user who does not exist, and so does ListAccessKeys', async ({ iam }) => {
    await expectNoUser(iam.send(new CreateAccessKeyCommand({ UserName: 'absent' })), 'absent')
    await expectNoUser(iam.send(new ListAccessKeysCommand({ UserName: 'absent' })), 'absent')
  })
})

describe('operations on access keys without a user name are about the caller', () => {
  test('a user creates, deactivates, lists and deletes their own keys, and can’t delete another user’s', async ({
    allowed,
    identities,
  }) => {
    const user = await allowed({ Action: 'iam:*AccessKey*' })
    const { AccessKey } = await user.iam.send(new CreateAccessKeyCommand({}))
    const id = AccessKey?.AccessKeyId ?? ''
    await user.iam.send(new UpdateAccessKeyCommand({ AccessKeyId: id, Status: 'Inactive' }))
    const { AccessKeyMetadata } = await user.iam.send(new ListAccessKeysCommand({}))
    expect(AccessKeyMetadata?.map(({ AccessKeyId, Status }) => [AccessKeyId, Status])).toEqual([
      [user.credentials.accessKeyId, 'Active'],
      [id, 'Inactive'],
    ])
    await user.iam.send(new DeleteAccessKeyCommand({ AccessKeyId: id }))
    const other = await identities.addUser(newName('other'))
    const { accessKeyId } = other.credentials
    const answer = user.iam.send(new DeleteAccessKeyCommand({ AccessKeyId: accessKeyId }))
    await expectRefusal(answer, 'NoSuchEntityException', noKey(accessKeyId))
  })

  test('root creates, lists and deletes its own keys, and has two at most', async ({ iam, server }) => {
    const { AccessKey } = await iam.send(new CreateAccessKeyCommand({}))
    expect(AccessKey?.UserName).toBe(account)
    const listed = await outputOf(iam.send(new ListAccessKeysCommand({ MaxItems: 1 })))
    const { accessKeyId } = server.credentials
    expect(listed.AccessKeyMetadata).toEqual([
      { AccessKeyId: accessKeyId, Status: 'Active', CreateDate: expect.any(Date) as Date },
    ])
    expect(listed.IsTruncated).toBe(true)
    const rest = await iam.send(new ListAccessKeysCommand({ Marker: listed.Marker }))
    expect(rest.AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId)).toEqual([AccessKey?.AccessKeyId])
    const sentence = 'Cannot exceed quota for AccessKeysPerUser: 2'
    await expectRefusal(iam.send(new CreateAccessKeyCommand({})), 'LimitExceededException', sentence)
    await iam.send(new DeleteAccessKeyCommand({ AccessKeyId: AccessKey?.AccessKeyId }))
  })
})

describe('an access key that no longer counts', () => {
  test.for(['deactivated', 'deleted'])(
    'a key that is %s is refused by the API and the registry at the next request',
    async (how, { iam, identities, server }) => {
      const UserName = await newUser(iam)
      const { User } = await iam.send(new GetUserCommand({ UserName }))
      await identities.putInlinePolicy(User?.UserId ?? '', everything)
      const credentials = await newKey(iam, UserName)
      const ask = doors(server, credentials, await registryTokenOf({ ecr: ecrOf(server, credentials) }))
      expect(await ask()).toEqual(['UserName', 200, 200])
      const key = { UserName, AccessKeyId: credentials.accessKeyId }
      if (how === 'deleted') await iam.send(new DeleteAccessKeyCommand(key))
      else await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }))
      expect(await ask()).toEqual(['InvalidClientTokenId', 'UnrecognizedClientException', 401])
      if (how === 'deleted') return
      await iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Active' }))
      expect(await ask()).toEqual(['UserName', 200, 200])
    },
  )

  test('a key of a deleted user does not work for a later user of the same name', async ({
    iam,
    identities,
    server,
  }) => {
    const UserName = await newUser(iam)
    const { User } = await iam.send(new GetUserCommand({ UserName }))
    await identities.putInlinePolicy(User?.UserId ?? '', everything)
    const credentials = await newKey(iam, UserName)
    const ask = doors(server, credentials, await registryTokenOf({ ecr: ecrOf(server, credentials) }))
    await iam.send(new DeleteAccessKeyCommand({ UserName, AccessKeyId: credentials.accessKeyId }))
    await identities.removeInlinePolicy(User?.UserId ?? '')
    await iam.send(new DeleteUserCommand({ UserName }))
    await newUser(iam, UserName)
    const { User: later } = await iam.send(new GetUserCommand({ UserName }))
    await identities.putInlinePolicy(later?.UserId ?? '', everything)
    await newKey(iam, UserName)
    expect(await ask()).toEqual(['InvalidClientTokenId', 'UnrecognizedClientException', 401])
  })

  const ecrOf = ({ url, region }: TestServer, credentials: TestServer['credentials']) =>
    new ECRClient({ endpoint: url, region, credentials, maxAttempts: 1 })

  /** What the credentials get from IAM, ECR's API and `/v2/`. */
  const doors =
    (server: TestServer, credentials: TestServer['credentials'], authorizationToken: string) => async () => {
      const name = (error: Error) => error.name
      const iam = iamOf(server, credentials).send(new GetUserCommand({}))
      const ecr = ecrOf(server, credentials).send(new DescribeRepositoriesCommand())
      const registry = registryClient(server.url, { authorizationToken }).request('GET', '/v2/_catalog')
      return Promise.all([
        iam.then(() => 'UserName', name),
        ecr.then(() => 200, name),
        registry.then(({ status }) => status),
      ])
    }
})

describe('UpdateAccessKey, DeleteAccessKey', () => {
  test('find no key that belongs to another user or account, or that does not exist', async ({
    iam,
    identities,
    server,
  }) => {
    const UserName = await newUser(iam)
    const other = await identities.addUser(newName('other'))
    const { credentials } = await server.otherAccount('999999999999')
    for (const AccessKeyId of [other.credentials.accessKeyId, credentials.accessKeyId, 'AKIAAAAAAAAAAAAAAAAA']) {
      const key = { UserName, AccessKeyId }
      const sentence = noKey(AccessKeyId)
      const update = iam.send(new UpdateAccessKeyCommand({ ...key, Status: 'Inactive' }))
      await expectRefusal(update, 'NoSuchEntityException', sentence)
      await expectRefusal(iam.send(new DeleteAccessKeyCommand(key)), 'NoSuchEntityException', sentence)
    }
    await other.ecr.send(new DescribeRepositoriesCommand()).catch((error: unknown) => {
      expect(error).toMatchObject({ name: 'AccessDeniedException' })
    })
  })

  test('UpdateAccessKey refuses the status Expired', async ({ iam }) => {
    const UserName = await newUser(iam)
    const { accessKeyId: AccessKeyId } = await newKey(iam, UserName)
    const sentence = 'The status of an access key cannot be set to Expired.'
    const update = iam.send(new UpdateAccessKeyCommand({ UserName, AccessKeyId, Status: 'Expired' }))
    await expectRefusal(update, 'ValidationError', sentence)
  })
})

describe('GetAccessKeyLastUsed', () => {
  test('shows when a key was last used, for which service and in which region', async ({ iam, server }) => {
    const UserName = await newUser(iam)
    const credentials = await newKey(iam, UserName)
    const lastUsed = () => outputOf(iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: credentials.accessKeyId })))
    const never = { UserName, AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' } }
    expect(await lastUsed()).toEqual(never)

    const ecr = new ECRClient({ endpoint: server.url, region: 'eu-central-1', credentials, maxAttempts: 1 })
    await expect(ecr.send(new DescribeRepositoriesCommand())).rejects.toMatchObject({ name: 'AccessDeniedException' })
    const used = await waitFor('the use to be noted', async () => {
      const { AccessKeyLastUsed } = await lastUsed()
      return AccessKeyLastUsed?.LastUsedDate && AccessKeyLastUsed
    })
    expect(used).toEqual({ ServiceName: 'ecr', Region: 'eu-central-1', LastUsedDate: expect.any(Date) as Date })
  })

  test('finds a key of another account no more than one that does not exist', async ({ iam, server }) => {
    const { credentials } = await server.otherAccount('999999999999')
    for (const AccessKeyId of [credentials.accessKeyId, 'AKIAAAAAAAAAAAAAAAAA']) {
      const answer = iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }))
      await expectRefusal(answer, 'NoSuchEntityException', noKey(AccessKeyId))
    }
  })
})
