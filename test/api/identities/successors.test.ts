import * as sdk from '@aws-sdk/client-iam'
import { AssumeRoleCommand, GetSessionTokenCommand, STSClient } from '@aws-sdk/client-sts'
import { expect } from 'vitest'
import { sealToken, tokenLifetimeMs } from '../../../src/ecr/tokens/registry-token.ts'
import { policyOf, type Somebody, trusting } from '../../support/identities.ts'
import { registryClient } from '../../support/registry-client.ts'
import { askSigned } from '../../support/signed-json.ts'
import type { TestServer } from '../../support/test-server.ts'
import { newKey, newName, newUser, test } from '../iam/iam-test.ts'
import { credentialsOf } from '../sts/sts-test.ts'

/** Who is deleted and created again under the same name has nothing of what was given to his predecessor. */

const PolicyDocument = JSON.stringify(policyOf({ Action: '*' }))
const PolicyName = 'everything'

const stsOf = ({ url, region }: TestServer, credentials: Somebody['credentials']) =>
  new STSClient({ endpoint: url, region, credentials, maxAttempts: 1 })

/** What credentials, and a registry token that was made with them, get from both doors. */
async function statusesOf(server: TestServer, credentials: Somebody['credentials']): Promise<readonly unknown[]> {
  const { keys, clock } = server.running.ctx
  const { accessKeyId } = credentials
  const password = sealToken(keys, { accessKeyId, expiresAt: clock.now() + tokenLifetimeMs })
  const authorizationToken = Buffer.from(`AWS:${password}`).toString('base64')
  const signed = await askSigned(server, 'DescribeRegistry', {}, { credentials })
  const { __type } = signed.json() as { readonly __type?: string }
  return [__type, (await registryClient(server.url, { authorizationToken }).request('GET', '/v2/')).status]
}

const nothing = ['UnrecognizedClientException', 401]

test('credentials of a deleted role are refused after a role of the same name is created', async ({
  server,
  iam,
  identities,
}) => {
  const RoleName = newName('role')
  const user = await identities.addUser(newName('user'))
  await identities.putInlinePolicy(user.id, policyOf({ Action: '*' }))
  const create = async () => {
    const AssumeRolePolicyDocument = JSON.stringify(trusting({ AWS: server.account }))
    await iam.send(new sdk.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }))
    await iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }))
    const RoleArn = `arn:aws:iam::${server.account}:role/${RoleName}`
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'build' })
    return credentialsOf(await stsOf(server, user.credentials).send(assume))
  }
  const before = await create()
  expect(await statusesOf(server, before)).toEqual([undefined, 200])
  await iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName }))
  await iam.send(new sdk.DeleteRoleCommand({ RoleName }))
  expect(await statusesOf(server, before)).toEqual(nothing)
  const after = await create()
  expect(await statusesOf(server, before)).toEqual(nothing)
  expect(await statusesOf(server, after)).toEqual([undefined, 200])
})

test('credentials and sessions of a deleted user are refused after a user of the same name is created', async ({
  server,
  iam,
}) => {
  const UserName = newName('user')
  const create = async () => {
    await newUser(iam, UserName)
    await iam.send(new sdk.PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument }))
    const key = await newKey(iam, UserName)
    return { key, session: credentialsOf(await stsOf(server, key).send(new GetSessionTokenCommand())) }
  }
  const before = await create()
  for (const each of Object.values(before)) expect(await statusesOf(server, each)).toEqual([undefined, 200])
  await iam.send(new sdk.DeleteUserPolicyCommand({ UserName, PolicyName }))
  await iam.send(new sdk.DeleteAccessKeyCommand({ UserName, AccessKeyId: before.key.accessKeyId }))
  await iam.send(new sdk.DeleteUserCommand({ UserName }))
  const after = await create()
  for (const each of Object.values(before)) expect(await statusesOf(server, each)).toEqual(nothing)
  for (const each of Object.values(after)) expect(await statusesOf(server, each)).toEqual([undefined, 200])
})
