import {
  DescribeRepositoriesCommand,
  type ECRClient,
  GetLifecyclePolicyCommand,
  GetRepositoryPolicyCommand,
  InitiateLayerUploadCommand,
  ListTagsForResourceCommand,
  PutImageCommand,
  PutRegistryPolicyCommand,
  UploadLayerPartCommand,
} from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { imageOf, indexOf, layerOf } from '../../support/images.ts'
import { policyOf, type Somebody } from '../../support/identities.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { account, arnOf, expectNoRepository, expectRefusal, strangerAccount } from '../ecr-test.ts'
import { policyOf as lifecyclePolicyOf } from '../lifecycle/lifecycle-test.ts'
import { registryPolicy, repositoryPolicy } from '../policies/policy-test.ts'
import { create, remove, role, test, update } from './template-test.ts'

const push = (repositoryName: string, registryId = account) =>
  new InitiateLayerUploadCommand({ repositoryName, registryId })

async function repositoryOf(ecr: ECRClient, repositoryName: string) {
  const { repositories = [] } = await ecr.send(new DescribeRepositoriesCommand({ repositoryNames: [repositoryName] }))
  return repositories[0]
}

test('InitiateLayerUpload creates the repository as the template says, with everything that it says', async ({
  ecr,
  prefix,
}) => {
  const name = `${prefix}/app`
  const repositoryPolicyText = JSON.stringify(repositoryPolicy({ Action: 'ecr:BatchGetImage' }))
  const resourceTags = [
    { Key: 'a', Value: '1' },
    { Key: 'b', Value: '2' },
  ]
  await ecr.send(
    create(prefix, {
      resourceTags,
      repositoryPolicy: repositoryPolicyText,
      lifecyclePolicy: lifecyclePolicyOf({ countNumber: 3 }),
      customRoleArn: role,
      imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
      imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'v*' }],
    }),
  )
  expect((await ecr.send(push(name))).uploadId).toMatch(/^[0-9a-f-]{36}$/)
  expect(await repositoryOf(ecr, name)).toMatchObject({
    repositoryArn: arnOf(name),
    imageTagMutability: 'MUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'v*' }],
    imageScanningConfiguration: { scanOnPush: false },
    encryptionConfiguration: { encryptionType: 'AES256' },
  })
  const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: arnOf(name) }))
  expect(tags).toEqual(resourceTags)
  const { policyText = '' } = await ecr.send(new GetRepositoryPolicyCommand({ repositoryName: name }))
  expect(JSON.parse(policyText)).toEqual(JSON.parse(repositoryPolicyText))
  const { lifecyclePolicyText } = await ecr.send(new GetLifecyclePolicyCommand({ repositoryName: name }))
  expect(lifecyclePolicyText).toBe(lifecyclePolicyOf({ countNumber: 3 }))
})

test('a repository that was created stays as it is when its template changes and goes', async ({ ecr, prefix }) => {
  const name = `${prefix}/app`
  await ecr.send(create(prefix, { imageTagMutability: 'IMMUTABLE' }))
  await ecr.send(push(name))
  const before = await repositoryOf(ecr, name)
  await ecr.send(update(prefix, { imageTagMutability: 'MUTABLE' }))
  await ecr.send(push(name))
  expect(await repositoryOf(ecr, name)).toEqual(before)
  await ecr.send(remove(prefix))
  await ecr.send(push(name))
  expect(before?.imageTagMutability).toBe('IMMUTABLE')
})

describe('PutImage', () => {
  test('creates the repository and stores a manifest that needs no layers', async ({ ecr, prefix }) => {
    const index = indexOf([])
    await ecr.send(create(prefix))
    const { image } = await ecr.send(
      new PutImageCommand({ repositoryName: `${prefix}/app`, imageManifest: index.bytes.toString(), imageTag: 'v1' }),
    )
    expect(image?.imageId).toEqual({ imageDigest: index.digest, imageTag: 'v1' })
  })

  test('creates the repository, and then misses the layers that nobody pushed', async ({ ecr, prefix }) => {
    const image = imageOf({ layers: [layerOf({ file: 'text' })] })
    await ecr.send(create(prefix))
    const repositoryName = `${prefix}/app`
    const put = ecr.send(new PutImageCommand({ repositoryName, imageManifest: image.bytes.toString() }))
    await expect(put).rejects.toMatchObject({ name: 'LayersNotFoundException' })
    expect(await repositoryOf(ecr, repositoryName)).toMatchObject({ repositoryName })
  })

  test('creates nothing for what is no manifest', async ({ ecr, prefix }) => {
    await ecr.send(create(prefix))
    const repositoryName = `${prefix}/app`
    const put = ecr.send(new PutImageCommand({ repositoryName, imageManifest: '{}' }))
    await expect(put).rejects.toMatchObject({ name: 'InvalidParameterException' })
    await expectNoRepository(repositoryOf(ecr, repositoryName), repositoryName)
  })
})

describe('a push creates nothing', () => {
  test('without a template', async ({ ecr, server, prefix }) => {
    const before = await storedRows(server.running.ctx.database)
    await expectNoRepository(ecr.send(push(`${prefix}/app`)), `${prefix}/app`)
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })

  test('by a template for other scenarios', async ({ ecr, prefix }) => {
    await ecr.send(create(prefix, { appliedFor: ['PULL_THROUGH_CACHE', 'REPLICATION'] }))
    await expectNoRepository(ecr.send(push(`${prefix}/app`)), `${prefix}/app`)
  })

  test('by a template whose prefix and a slash the name does not begin with', async ({ ecr, prefix }) => {
    await ecr.send(create(prefix))
    for (const name of [prefix, `${prefix}-more/app`, `more/${prefix}/app`]) {
      await expectNoRepository(ecr.send(push(name)), name)
    }
  })

  test('unless it begins one', async ({ ecr, prefix }) => {
    await ecr.send(create(prefix))
    const repositoryName = `${prefix}/app`
    const uploadId = '00000000-0000-4000-8000-000000000000'
    const part = { uploadId, partFirstByte: 0, partLastByte: 0, layerPartBlob: Buffer.from('a') }
    await expectNoRepository(ecr.send(new UploadLayerPartCommand({ repositoryName, ...part })), repositoryName)
  })
})

test('the longest prefix counts that is for pushes, and ROOT where there is no other', async ({ ecr, prefix }) => {
  await ecr.send(create('ROOT', { imageTagMutability: 'IMMUTABLE' }))
  await ecr.send(create(`${prefix}/a`, { appliedFor: ['REPLICATION'] }))
  await ecr.send(create(prefix))
  for (const [name, imageTagMutability] of [
    [`${prefix}/a/b/c`, 'MUTABLE'],
    [`${prefix}/b`, 'MUTABLE'],
    [`${prefix}-more`, 'IMMUTABLE'],
    [`${prefix}-more/b`, 'IMMUTABLE'],
  ] as const) {
    await ecr.send(push(name))
    expect(await repositoryOf(ecr, name)).toMatchObject({ imageTagMutability })
  }
  await ecr.send(remove('ROOT'))
})

test('pushes at once to a repository that is missing create it once, and all go on', async ({
  server,
  ecr,
  prefix,
}) => {
  await ecr.send(create(prefix, { resourceTags: [{ Key: 'a', Value: 'b' }], customRoleArn: role }))
  const pushes = Array.from({ length: 8 }, () => ecr.send(push(`${prefix}/app`)))
  const uploads = (await Promise.all(pushes)).map(({ uploadId }) => uploadId)
  expect(new Set(uploads)).toHaveLength(8)
  const { repository = [] } = await storedRows(server.running.ctx.database)
  expect(repository.filter((row) => (row as { name: string }).name === `${prefix}/app`)).toHaveLength(1)
})

describe('who pushes', () => {
  const pushing = { Effect: 'Allow', Action: 'ecr:InitiateLayerUpload', Resource: '*' }
  const creating = { Effect: 'Allow', Action: 'ecr:CreateRepository', Resource: '*' }
  const tagging = { Effect: 'Allow', Action: 'ecr:TagResource', Resource: '*' }

  test('and may not create learns that the repository is missing, and nothing is stored', async ({
    ecr,
    server,
    prefix,
    identities,
  }) => {
    await ecr.send(create(prefix))
    const user = await identities.addUser(`pushing-to-${prefix}`)
    await identities.putInlinePolicy(user.id, policyOf(pushing))
    const before = await storedRows(server.running.ctx.database)
    await expectNoRepository(user.ecr.send(push(`${prefix}/app`)), `${prefix}/app`)
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })

  test('and may create needs the right to push first', async ({ ecr, server, prefix, identities }) => {
    await ecr.send(create(prefix))
    const user = await identities.addUser(`creating-in-${prefix}`)
    await identities.putInlinePolicy(user.id, policyOf(creating))
    const before = await storedRows(server.running.ctx.database)
    await expectRefusal(
      user.ecr.send(push(`${prefix}/app`)),
      'AccessDeniedException',
      `User: ${user.arn} is not authorized to perform: ecr:InitiateLayerUpload on resource: ${arnOf(`${prefix}/app`)} because no identity-based policy allows the ecr:InitiateLayerUpload action`,
    )
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
    await identities.removeInlinePolicy(user.id)
    await identities.putInlinePolicy(user.id, policyOf(creating, pushing))
    await user.ecr.send(push(`${prefix}/app`))
  })

  test('needs the right to tag where the template has tags, and conditions on them count', async ({
    ecr,
    prefix,
    identities,
  }) => {
    await ecr.send(create(prefix, { resourceTags: [{ Key: 'team', Value: 'a' }], customRoleArn: role }))
    const user = await identities.addUser(`tagging-in-${prefix}`)
    const asked = (team: string) => ({ Condition: { StringEquals: { 'aws:RequestTag/team': team } } })
    for (const rights of [
      [creating, pushing],
      [creating, pushing, { ...tagging, ...asked('b') }],
      [{ ...creating, ...asked('b') }, pushing, tagging],
    ] as const) {
      const [first, ...others] = rights
      await identities.putInlinePolicy(user.id, policyOf(first, ...others))
      await expectNoRepository(user.ecr.send(push(`${prefix}/app`)), `${prefix}/app`)
      await identities.removeInlinePolicy(user.id)
    }
    const allowed = policyOf({ ...creating, ...asked('a') }, pushing, { ...tagging, ...asked('a') })
    await identities.putInlinePolicy(user.id, allowed)
    await user.ecr.send(push(`${prefix}/app`))
    expect(await repositoryOf(ecr, `${prefix}/app`)).toBeDefined()
  })

  test('is bound by the policy that the new repository got', async ({ ecr, prefix, identities }) => {
    const deny = repositoryPolicy({ Effect: 'Deny', Action: 'ecr:InitiateLayerUpload' })
    await ecr.send(create(prefix, { repositoryPolicy: JSON.stringify(deny) }))
    const user: Somebody = await identities.addUser(`bound-in-${prefix}`)
    await identities.putInlinePolicy(user.id, policyOf(creating, pushing))
    await expect(user.ecr.send(push(`${prefix}/app`))).rejects.toThrow(
      'with an explicit deny in a resource-based policy',
    )
    expect(await repositoryOf(ecr, `${prefix}/app`)).toBeDefined()
  })

  test('from another account creates what the registry lets it create', async ({ ecr, stranger, prefix }) => {
    await ecr.send(create(prefix))
    const name = `${prefix}/app`
    const allow = (...Action: readonly string[]) =>
      new PutRegistryPolicyCommand({
        policyText: JSON.stringify(
          registryPolicy({ Principal: { AWS: strangerAccount }, Action, Resource: arnOf(`${prefix}/*`) }),
        ),
      })
    await expect(stranger.send(push(name))).rejects.toThrow('no resource-based policy allows')
    await ecr.send(allow('ecr:InitiateLayerUpload'))
    await expectNoRepository(stranger.send(push(name)), name)
    await ecr.send(allow('ecr:InitiateLayerUpload', 'ecr:CreateRepository'))
    await stranger.send(push(name))
    expect(await repositoryOf(ecr, name)).toMatchObject({ registryId: account })
  })
})
