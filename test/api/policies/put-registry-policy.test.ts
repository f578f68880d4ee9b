import {
  CreateRepositoryCommand,
  DeleteRegistryPolicyCommand,
  GetRegistryPolicyCommand,
  ListImagesCommand,
  PutAccountSettingCommand,
} from '@aws-sdk/client-ecr'
import { afterEach, describe, expect } from 'vitest'
import { account, arnOf, expectInvalid, expectRefusal, outputOf, region, strangerAccount } from '../ecr-test.ts'
import { putRegistryPolicy, registryPolicy, repositoryPolicy, test } from './policy-test.ts'

const get = new GetRegistryPolicyCommand()
const remove = new DeleteRegistryPolicyCommand()
const invalid = (answer: Promise<unknown>) => expectInvalid(answer, 'PolicyText', 'Invalid registry policy provided')
const noPolicy = `Registry policy does not exist in the registry with id '${account}'`
const everybody = registryPolicy({ Sid: 'all', Action: 'ecr:ReplicateImage' })

test('PutRegistryPolicy keeps the document until DeleteRegistryPolicy removes it', async ({ ecr }) => {
  await expectRefusal(ecr.send(get), 'RegistryPolicyNotFoundException', noPolicy)
  await expectRefusal(ecr.send(remove), 'RegistryPolicyNotFoundException', noPolicy)
  const policyText = `{
  "Version" : "2012-10-17",
  "Statement" : [ {
    "Effect" : "Allow",
    "Resource" : "*",
    "Principal" : "*",
    "Sid" : "all",
    "Action" : "ecr:ReplicateImage"
  } ]
}`
  const expected = { registryId: account, policyText }
  expect(await outputOf(ecr.send(putRegistryPolicy(everybody)))).toEqual(expected)
  expect(await outputOf(ecr.send(get))).toEqual(expected)
  const another = registryPolicy({ Action: 'ecr:*', Principal: { AWS: account } })
  const { policyText: replaced = '' } = await ecr.send(putRegistryPolicy(another))
  expect(replaced).toContain(`"AWS" : "arn:aws:iam::${account}:root"`)
  expect(await outputOf(ecr.send(remove))).toEqual({ registryId: account, policyText: replaced })
  await expectRefusal(ecr.send(remove), 'RegistryPolicyNotFoundException', noPolicy)
  await expectRefusal(ecr.send(get), 'RegistryPolicyNotFoundException', noPolicy)
})

test('PutRegistryPolicy sets the policy of its own account only', async ({ ecr, server, stranger }) => {
  await ecr.send(putRegistryPolicy(everybody))
  const elsewhere = noPolicy.replace(account, strangerAccount)
  await expectRefusal(stranger.send(get), 'RegistryPolicyNotFoundException', elsewhere)
  expect(server.region).toBe(region)
  await ecr.send(remove)
})

describe('the document of PutRegistryPolicy', () => {
  test.for([
    '',
    '{}',
    JSON.stringify(repositoryPolicy({ Action: 'ecr:*' })),
    JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }),
    JSON.stringify(registryPolicy({ Action: 'ecr:*', Principal: { AWS: '000000000001' } })),
    JSON.stringify(registryPolicy({ Action: 'ecr:*', Principal: { Service: 'foo.example.com' } })),
    JSON.stringify(registryPolicy({ Action: 's3:GetObject' })),
    JSON.stringify(registryPolicy({ Action: 'ecr:NoSuchAction' })),
    JSON.stringify(registryPolicy({ Action: ['ecr:ReplicateImage', 'ecr-public:*'] })),
    JSON.stringify(registryPolicy({ Effect: 'Deny', Action: undefined, NotAction: 's3:*' })),
    JSON.stringify(registryPolicy({ Action: 'ecr:*', Principal: { AWS: `arn:aws:iam::${account}:user/nobody` } })),
  ])('PutRegistryPolicy refuses %j', async (policyText, { ecr }) => {
    await invalid(ecr.send(putRegistryPolicy(policyText)))
    await expectRefusal(ecr.send(get), 'RegistryPolicyNotFoundException', noPolicy)
  })

  test('a registry policy of scope V2 may have any action of ECR', async ({ ecr }) => {
    for (const Action of ['ecr:*', '*', 'ecr:GetAuthorizationToken', ['ecr:BatchGetImage', 'ECR:REPLICATEIMAGE']]) {
      await ecr.send(putRegistryPolicy(registryPolicy({ Action, Principal: { AWS: account } })))
      await ecr.send(remove)
    }
  })

  test('a registry policy of scope V1 may have three actions only', async ({ ecr }) => {
    await ecr.send(new PutAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE', value: 'V1' }))
    const theThree = ['ecr:ReplicateImage', 'ecr:CreateRepository', 'ecr:BatchImportUpstreamImage']
    for (const Action of ['ecr:BatchGetImage', 'ecr:*', '*', 'ecr:Create*', [...theThree, 'ecr:ListImages']]) {
      await invalid(ecr.send(putRegistryPolicy(registryPolicy({ Action }))))
    }
    for (const Action of [...theThree, theThree, 'ecr:replicateimage', 'ecr:Replicate*']) {
      await ecr.send(putRegistryPolicy(registryPolicy({ Action })))
    }
    await ecr.send(remove)
    await ecr.send(new PutAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE', value: 'V2' }))
  })

  test('PutRegistryPolicy refuses a document above 10,240 characters', async ({ ecr }) => {
    const policy = JSON.stringify(everybody)
    const constraint = 'Member must have length less than or equal to 10240'
    await expectInvalid(ecr.send(putRegistryPolicy(policy.padEnd(10_241))), 'policyText', constraint)
    await ecr.send(putRegistryPolicy(policy.padEnd(10_240)))
    await ecr.send(remove)
  })
})

describe('a registry policy counts in every repository', () => {
  afterEach(async () => {
    await cleanUp()
  })
  let cleanUp: () => Promise<unknown> = () => Promise.resolve()
  const scopeTo = (value: string) => new PutAccountSettingCommand({ name: 'REGISTRY_POLICY_SCOPE', value })

  test('an Allow grants its actions to a user of the account, and in scope V1 three actions only', async ({
    ecr,
    identities,
    newRepository,
  }) => {
    cleanUp = async () => {
      await ecr.send(scopeTo('V2'))
      await ecr.send(remove)
    }
    const { name } = await newRepository('shared/app')
    const user = await identities.addUser('of-registry')
    const list = () => user.ecr.send(new ListImagesCommand({ repositoryName: name }))
    const Principal = { AWS: user.arn }
    const Action = ['ecr:ListImages', 'ecr:CreateRepository']
    await ecr.send(putRegistryPolicy(registryPolicy({ Principal, Action, Resource: arnOf('shared/*') })))
    expect((await list()).imageIds).toEqual([])
    await ecr.send(scopeTo('V1'))
    await expect(list()).rejects.toThrow('no identity-based policy allows the ecr:ListImages action')
    await user.ecr.send(new CreateRepositoryCommand({ repositoryName: 'shared/new' }))
    const outside = user.ecr.send(new CreateRepositoryCommand({ repositoryName: 'other/new' }))
    await expect(outside).rejects.toThrow('no identity-based policy allows the ecr:CreateRepository action')
    await ecr.send(scopeTo('V2'))
    expect((await list()).imageIds).toEqual([])
  })

  test('a Deny binds root on every repository and on the registry policy itself', async ({ ecr, repository }) => {
    cleanUp = () => ecr.send(remove)
    await ecr.send(putRegistryPolicy(registryPolicy({ Effect: 'Deny', Action: 'ecr:*' })))
    const list = () => ecr.send(new ListImagesCommand({ repositoryName: repository.name }))
    await expect(list()).rejects.toThrow('with an explicit deny in a resource-based policy')
    await expect(ecr.send(get)).rejects.toThrow('with an explicit deny in a resource-based policy')
    await expect(ecr.send(putRegistryPolicy(everybody))).rejects.toThrow('with an explicit deny')
  })

  test('an Allow for another account counts when that account allows the action, too', async ({
    ecr,
    foreigners,
    newRepository,
  }) => {
    cleanUp = () => ecr.send(remove)
    const { name } = await newRepository('lent/app')
    const user = await foreigners.addUser('borrower')
    const list = () => user.ecr.send(new ListImagesCommand({ registryId: account, repositoryName: name }))
    await expect(list()).rejects.toThrow('no identity-based policy allows')
    await foreigners.putInlinePolicy(user.id, {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' },
    })
    await expect(list()).rejects.toThrow('no resource-based policy allows')
    const lent = { Principal: { AWS: strangerAccount }, Action: 'ecr:ListImages', Resource: arnOf('lent/*') }
    await ecr.send(putRegistryPolicy(registryPolicy(lent)))
    expect((await list()).imageIds).toEqual([])
  })
})
