import {
  CreateRepositoryCommand,
  DeleteRepositoryPolicyCommand,
  ECRClient,
  GetAuthorizationTokenCommand,
  GetDownloadUrlForLayerCommand,
  SetRepositoryPolicyCommand,
} from '@aws-sdk/client-ecr'
import { IAM } from '@aws-sdk/client-iam'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { imageOf, layerOf } from '../support/images.ts'
import { registryClient } from '../support/registry-client.ts'
import { startTwoServers, type TwoServers } from '../support/two-servers.ts'

let servers: TwoServers
beforeAll(async () => {
  servers = await startTwoServers()
})
afterAll(() => servers.stop())

const UserName = 'ada'
const repositoryName = 'app'

const document = (statement: object): string => JSON.stringify({ Version: '2012-10-17', Statement: [statement] })
const allow = document({ Effect: 'Allow', Action: 'ecr:*', Resource: '*' })

test('a change of groups, policies or keys on one server counts at the next request on the other', async () => {
  const [one, other] = servers.nodes
  const { region, url } = one.announcement
  const root = await one.ecr.config.credentials()
  const iam = new IAM({ endpoint: url, region, credentials: root })
  const layer = layerOf({ 'in a row': 'small' })
  await one.ecr.send(new CreateRepositoryCommand({ repositoryName }))
  await one.registry.pushImage(repositoryName, imageOf({ layers: [layer] }), 'v1')
  await iam.createUser({ UserName })
  const { AccessKey } = await iam.createAccessKey({ UserName })
  await iam.createGroup({ GroupName: 'readers' })
  await iam.putGroupPolicy({ GroupName: 'readers', PolicyName: 'all', PolicyDocument: allow })
  const { AccessKeyId = '', SecretAccessKey: secretAccessKey = '' } = AccessKey ?? {}

  const there = { endpoint: other.announcement.url, region, credentials: { accessKeyId: AccessKeyId, secretAccessKey } }
  const ecr = new ECRClient({ ...there, maxAttempts: 1 })
  const member = { UserName, GroupName: 'readers' }
  await iam.addUserToGroup(member)
  const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
  const authorizationToken = authorizationData?.[0]?.authorizationToken ?? ''
  const registry = registryClient(other.announcement.url, { authorizationToken })
  const asked = { repositoryName, layerDigest: layer.digest }
  const { downloadUrl = '' } = await ecr.send(new GetDownloadUrlForLayerCommand(asked))

  /** What the other server says to him on both doors, and to whoever has the URL. */
  const statuses = async (): Promise<readonly number[]> => [
    (await registry.getManifest(repositoryName, 'v1')).status,
    (await registry.getBlob(repositoryName, layer.digest)).status,
    (await fetch(downloadUrl)).status,
  ]
  const open = [200, 200, 200]
  const denied = [403, 403, 404]
  expect(await statuses()).toEqual(open)
  await iam.removeUserFromGroup(member)
  expect(await statuses()).toEqual(denied)
  await iam.putUserPolicy({ UserName, PolicyName: 'own', PolicyDocument: allow })
  expect(await statuses()).toEqual(open)
  const policyText = document({
    Effect: 'Deny',
    Principal: '*',
    Action: ['ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
  })
  await one.ecr.send(new SetRepositoryPolicyCommand({ repositoryName, policyText, force: true }))
  expect(await statuses()).toEqual(denied)
  await one.ecr.send(new DeleteRepositoryPolicyCommand({ repositoryName }))
  expect(await statuses()).toEqual(open)
  await iam.updateAccessKey({ UserName, AccessKeyId, Status: 'Inactive' })
  expect(await statuses()).toEqual([401, 401, 403])
  iam.destroy()
  ecr.destroy()
})
