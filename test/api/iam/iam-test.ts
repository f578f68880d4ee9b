import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateInstanceProfileCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { sealToken, tokenLifetimeMs } from '../../../src/ecr/tokens/registry-token.ts'
import { identitiesOf, policyOf, type Somebody } from '../../support/identities.ts'
import { registryClient } from '../../support/registry-client.ts'
import type { TestServer } from '../../support/test-server.ts'
import { account, test as base } from '../ecr-test.ts'

/** Tests of IAM with AWS's SDK: each file has one server, on which names are used once. */
export const test = base
  .extend('iam', { scope: 'file' }, ({ server }) => iamOf(server, server.credentials))
  .extend('identities', { scope: 'file' }, ({ server }) => identitiesOf(server))
  /** Somebody who has a key from IAM. */
  .extend('asUser', ({ server }) => (name: string, credentials: Somebody['credentials']): Somebody => {
    const { ctx } = server.running
    const { accessKeyId } = credentials
    const password = sealToken(ctx.keys, { accessKeyId, expiresAt: ctx.clock.now() + tokenLifetimeMs })
    const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
    return {
      arn: arnOf(`user/${name}`),
      id: '',
      credentials,
      authorizationToken,
      ecr: new ECRClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 }),
      registry: registryClient(server.url, { authorizationToken }),
    }
  })
  /** A user whom a policy of one statement allows something. */
  .extend('allowed', ({ server, identities }) => async (...statements: readonly [Statement, ...object[]]) => {
    const user = await identities.addUser(newName('allowed'))
    const [statement, ...others] = statements
    await identities.putInlinePolicy(user.id, policyOf(statement, ...others))
    return { ...user, iam: iamOf(server, user.credentials) }
  })

type Statement = Readonly<Record<string, unknown>>

export const iamOf = (server: TestServer, credentials: Somebody['credentials']): IAMClient =>
  new IAMClient({ endpoint: server.url, region: server.region, credentials, maxAttempts: 1 })

let names = 0
export const newName = (of: string): string => `${of}-${++names}`

export const arnOf = (resource: string, of = account): string => `arn:aws:iam::${of}:${resource}`

export const trusting = (principal: object | string, action = 'sts:AssumeRole'): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: principal, Action: action }] })

/** One that ECR may assume, for whom it doesn't matter by whom. */
export const anyTrust = trusting({ Service: 'ecr.amazonaws.com' })

export async function newUser(iam: IAMClient, name = newName('user'), path = '/'): Promise<string> {
  await iam.send(new CreateUserCommand({ UserName: name, Path: path }))
  return name
}

export async function newGroup(iam: IAMClient, ...members: readonly string[]): Promise<string> {
  const GroupName = newName('group')
  await iam.send(new CreateGroupCommand({ GroupName }))
  for (const UserName of members) await iam.send(new AddUserToGroupCommand({ GroupName, UserName }))
  return GroupName
}

export async function newRole(iam: IAMClient, trust = anyTrust, name = newName('role')): Promise<string> {
  await iam.send(new CreateRoleCommand({ RoleName: name, AssumeRolePolicyDocument: trust }))
  return name
}

export async function newInstanceProfile(iam: IAMClient, name = newName('profile'), path = '/'): Promise<string> {
  await iam.send(new CreateInstanceProfileCommand({ InstanceProfileName: name, Path: path }))
  return name
}

export async function newKey(iam: IAMClient, UserName: string): Promise<Somebody['credentials']> {
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }))
  return { accessKeyId: AccessKey?.AccessKeyId ?? '', secretAccessKey: AccessKey?.SecretAccessKey ?? '' }
}

/** What docker logs in with. */
export async function registryTokenOf(somebody: Pick<Somebody, 'ecr'>): Promise<string> {
  const { authorizationData } = await somebody.ecr.send(new GetAuthorizationTokenCommand())
  return authorizationData?.[0]?.authorizationToken ?? ''
}

const statuses: Readonly<Record<string, number>> = {
  AccessDenied: 403,
  DeleteConflictException: 409,
  EntityAlreadyExistsException: 409,
  InvalidInputException: 400,
  LimitExceededException: 409,
  MalformedPolicyDocumentException: 400,
  NoSuchEntityException: 404,
  UnmodifiableEntityException: 400,
  ValidationError: 400,
}

export async function expectRefusal(answer: Promise<unknown>, name: string, message: string): Promise<void> {
  await expect(answer).rejects.toMatchObject({ name, message, $metadata: { httpStatusCode: statuses[name] } })
}

export const expectDenied = (
  answer: Promise<unknown>,
  somebody: Pick<Somebody, 'arn'>,
  action: string,
  resource: string,
): Promise<void> =>
  expectRefusal(
    answer,
    'AccessDenied',
    `User: ${somebody.arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`,
  )

export const expectNoUser = (answer: Promise<unknown>, name: string): Promise<void> =>
  expectRefusal(answer, 'NoSuchEntityException', `The user with name ${name} cannot be found.`)
