import { describe, expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf, expectInvalid, expectRefusal, outputOf, strangerAccount } from '../ecr-test.ts'
import { policyOf as lifecyclePolicyOf } from '../lifecycle/lifecycle-test.ts'
import { repositoryPolicy } from '../policies/policy-test.ts'
import { create, describeTemplates, role, test } from './template-test.ts'

const noUser = `arn:aws:iam::${account}:user/nobody`
const everybodyMayPull = JSON.stringify(repositoryPolicy({ Action: 'ecr:BatchGetImage' }))
const lifecyclePolicy = lifecyclePolicyOf({ tagStatus: 'untagged' })

test('CreateRepositoryCreationTemplate keeps all that it is given', async ({ ecr, prefix }) => {
  const given: Parameters<typeof create>[1] = {
    description: 'of a team',
    resourceTags: [{ Key: 'team', Value: 'a' }],
    imageTagMutability: 'IMMUTABLE_WITH_EXCLUSION',
    imageTagMutabilityExclusionFilters: [{ filterType: 'WILDCARD', filter: 'dev-*' }],
    lifecyclePolicy,
    appliedFor: ['CREATE_ON_PUSH', 'REPLICATION'],
    customRoleArn: role,
  }
  const created = await outputOf(ecr.send(create(prefix, { ...given, repositoryPolicy: everybodyMayPull })))
  const { repositoryPolicy: shown, createdAt, updatedAt, ...rest } = created.repositoryCreationTemplate ?? {}
  expect(created.registryId).toBe(account)
  expect(rest).toEqual({ prefix, encryptionConfiguration: { encryptionType: 'AES256' }, ...given })
  expect(JSON.parse(shown ?? '')).toEqual(JSON.parse(everybodyMayPull))
  expect(createdAt).toBeInstanceOf(Date)
  expect(updatedAt).toEqual(createdAt)
  const { repositoryCreationTemplates } = await ecr.send(describeTemplates({ prefixes: [prefix] }))
  expect(repositoryCreationTemplates).toEqual([created.repositoryCreationTemplate])
})

test('CreateRepositoryCreationTemplate gives what is left out its first value', async ({ ecr, prefix }) => {
  const { repositoryCreationTemplate } = await ecr.send(create(prefix, { repositoryPolicy: '', lifecyclePolicy: '' }))
  expect(repositoryCreationTemplate).toEqual({
    prefix,
    encryptionConfiguration: { encryptionType: 'AES256' },
    imageTagMutability: 'MUTABLE',
    appliedFor: ['CREATE_ON_PUSH'],
    createdAt: expect.any(Date) as Date,
    updatedAt: expect.any(Date) as Date,
  })
})

test('CreateRepositoryCreationTemplate refuses a prefix that has a template, with and without a slash', async ({
  ecr,
  prefix,
}) => {
  await ecr.send(create(`${prefix}/`))
  for (const same of [prefix, `${prefix}/`]) {
    const sentence = `The repository creation template with prefix '${same}' already exists in the registry with id '${account}'`
    await expectRefusal(ecr.send(create(same)), 'TemplateAlreadyExistsException', sentence)
  }
  await ecr.send(create(`${prefix}/more`))
})

describe('CreateRepositoryCreationTemplate refuses', () => {
  test.for(['', 'Prod', 'a//b', '/a', 'a/*', 'ROOT/'])('the prefix %j', async (prefix, { ecr }) => {
    await expect(ecr.send(create(prefix))).rejects.toMatchObject({ name: 'InvalidParameterException' })
  })

  test('a description of more than 256 characters', async ({ ecr, prefix }) => {
    const tooLong = ecr.send(create(prefix, { description: 'a'.repeat(257) }))
    await expectInvalid(tooLong, 'description', 'Member must have length less than or equal to 256')
    await ecr.send(create(prefix, { description: 'a'.repeat(256) }))
  })

  test.for([
    ['no JSON', '{'],
    ['a Resource', JSON.stringify(repositoryPolicy({ Action: 'ecr:BatchGetImage', Resource: '*' }))],
    ['an action of the registry', JSON.stringify(repositoryPolicy({ Action: 'ecr:GetAuthorizationToken' }))],
  ])('a repository policy with %s', async ([, text], { ecr, prefix }) => {
    const refused = ecr.send(create(prefix, { repositoryPolicy: text }))
    await expectInvalid(refused, 'PolicyText', 'Invalid repository policy provided')
    expect((await ecr.send(describeTemplates({ prefixes: [prefix] }))).repositoryCreationTemplates).toEqual([])
  })

  test('a repository policy for somebody who is not there', async ({ ecr, prefix }) => {
    const text = JSON.stringify(repositoryPolicy({ Action: 'ecr:BatchGetImage', Principal: { AWS: noUser } }))
    await expectInvalid(ecr.send(create(prefix, { repositoryPolicy: text })), 'PolicyText', 'Principal not found')
  })

  test('filters without their mode, and the mode without filters', async ({ ecr, prefix }) => {
    const imageTagMutabilityExclusionFilters = [{ filterType: 'WILDCARD' as const, filter: 'v*' }]
    const filters = ecr.send(create(prefix, { imageTagMutabilityExclusionFilters }))
    await expect(filters).rejects.toThrow('must be null when imageTagMutability is set as MUTABLE')
    const mode = ecr.send(create(prefix, { imageTagMutability: 'MUTABLE_WITH_EXCLUSION' }))
    await expect(mode).rejects.toThrow("can't be null when imageTagMutability is set as MUTABLE_WITH_EXCLUSION")
  })

  test('tags without a role, and bad tags', async ({ ecr, prefix }) => {
    const resourceTags = [{ Key: 'team', Value: 'a' }]
    const withoutRole = ecr.send(create(prefix, { resourceTags }))
    await expectInvalid(withoutRole, 'customRoleArn', 'customRoleArn is required when resourceTags are specified')
    const reserved = ecr.send(create(prefix, { resourceTags: [{ Key: 'aws:a', Value: '' }], customRoleArn: role }))
    await expectInvalid(reserved, 'resourceTags', "Tag keys that start with 'aws:' are reserved.")
  })

  test('what is no role, and a role of another account', async ({ ecr, prefix }) => {
    const user = ecr.send(create(prefix, { customRoleArn: noUser }))
    await expectInvalid(user, 'customRoleArn', 'Invalid ARN')
    const foreign = role.replace(account, strangerAccount)
    await expect(ecr.send(create(prefix, { customRoleArn: foreign }))).rejects.toThrow(
      `not authorized to perform: iam:PassRole on resource: ${foreign}`,
    )
  })

  test('keys of KMS, honestly', async ({ ecr, prefix }) => {
    const refused = ecr.send(create(prefix, { encryptionConfiguration: { encryptionType: 'KMS' } }))
    await expect(refused).rejects.toMatchObject({ name: 'NotImplementedException' })
  })

  test('a template for nothing', async ({ ecr, prefix }) => {
    const constraint = 'Member must have length greater than or equal to 1'
    await expectInvalid(ecr.send(create(prefix, { appliedFor: [] })), 'appliedFor', constraint)
  })
})

describe('the rights to set a template', () => {
  const template = {
    repositoryPolicy: everybodyMayPull,
    lifecyclePolicy,
    customRoleArn: role,
    resourceTags: [{ Key: 'team', Value: 'a' }],
  }

  test('are those of what it does, on the repositories that it is about', async ({ ecr, prefix, identities }) => {
    const user = await identities.addUser(`author-of-${prefix}`)
    const on = arnOf(`${prefix}/*`)
    const rights = [
      { Action: 'ecr:CreateRepositoryCreationTemplate', Resource: '*' },
      { Action: 'ecr:CreateRepository', Resource: on },
      { Action: 'ecr:PutLifecyclePolicy', Resource: on },
      { Action: 'ecr:SetRepositoryPolicy', Resource: on },
      {
        Action: 'iam:PassRole',
        Resource: role,
        Condition: { StringEquals: { 'iam:PassedToService': 'ecr.amazonaws.com' } },
      },
    ]
    for (const missing of rights) {
      const others = rights.filter((each) => each !== missing).map((each) => ({ Effect: 'Allow', ...each }))
      const [first = {}, ...more] = others
      await identities.putInlinePolicy(user.id, policyOf(first, ...more))
      await expect(user.ecr.send(create(prefix, template))).rejects.toThrow(
        `User: ${user.arn} is not authorized to perform: ${missing.Action} on resource: ${missing.Resource} because no identity-based policy allows the ${missing.Action} action`,
      )
      await identities.removeInlinePolicy(user.id)
    }
    const [first = {}, ...more] = rights.map((each) => ({ Effect: 'Allow', ...each }))
    await identities.putInlinePolicy(user.id, policyOf(first, ...more))
    await user.ecr.send(create(prefix, template))
    expect((await ecr.send(describeTemplates({ prefixes: [prefix] }))).repositoryCreationTemplates).toHaveLength(1)
  })

  test('are on all repositories for ROOT', async ({ identities }) => {
    const user = await identities.addUser('author-of-root')
    const resource = arnOf('team/*')
    await identities.putInlinePolicy(
      user.id,
      policyOf(
        { Action: 'ecr:CreateRepositoryCreationTemplate' },
        { Effect: 'Allow', Action: 'ecr:CreateRepository', Resource: resource },
      ),
    )
    await expect(user.ecr.send(create('ROOT'))).rejects.toThrow(
      `not authorized to perform: ecr:CreateRepository on resource: ${arnOf('*')}`,
    )
  })
})

test('CreateRepositoryCreationTemplate in another account concerns that account only', async ({
  ecr,
  stranger,
  prefix,
}) => {
  expect((await stranger.send(create(prefix))).registryId).toBe(strangerAccount)
  expect((await ecr.send(describeTemplates({ prefixes: [prefix] }))).repositoryCreationTemplates).toEqual([])
})

test('CreateRepositoryCreationTemplate refuses a lifecycle policy that PutLifecyclePolicy refuses', async ({
  ecr,
  prefix,
}) => {
  await expectInvalid(
    ecr.send(create(prefix, { lifecyclePolicy: `${lifecyclePolicy}}` })),
    'LifecyclePolicyText',
    'Lifecycle policy validation failure: Could not map policyString into LifecyclePolicy.',
  )
  await expectInvalid(
    ecr.send(create(prefix, { lifecyclePolicy: '{}' })),
    'lifecyclePolicyText',
    'Member must have length greater than or equal to 100',
  )
})
