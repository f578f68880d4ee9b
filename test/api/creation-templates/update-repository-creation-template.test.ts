import { expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { account, arnOf, expectInvalid, expectRefusal, strangerAccount } from '../ecr-test.ts'
import { policyOf as lifecyclePolicyOf } from '../lifecycle/lifecycle-test.ts'
import { repositoryPolicy } from '../policies/policy-test.ts'
import { create, describeTemplates, noTemplate, role, test, update } from './template-test.ts'

const repositoryPolicyText = JSON.stringify(repositoryPolicy({ Action: 'ecr:BatchGetImage' }))

test('UpdateRepositoryCreationTemplate changes what it is given and keeps the rest', async ({
  ecr,
  prefix,
  server,
}) => {
  const resourceTags = [{ Key: 'team', Value: 'a' }]
  const { repositoryCreationTemplate: before } = await ecr.send(
    create(prefix, { description: 'first', repositoryPolicy: repositoryPolicyText, resourceTags, customRoleArn: role }),
  )
  server.clock.advance(1_000)
  const { registryId, repositoryCreationTemplate: after } = await ecr.send(
    update(prefix, { description: 'second', appliedFor: ['REPLICATION'], imageTagMutability: 'IMMUTABLE' }),
  )
  expect(registryId).toBe(account)
  const changed = { description: 'second', appliedFor: ['REPLICATION'], imageTagMutability: 'IMMUTABLE' }
  expect(after).toEqual({ ...before, ...changed, updatedAt: after?.updatedAt })
  expect(after?.updatedAt?.getTime()).toBeGreaterThan(before?.updatedAt?.getTime() ?? Infinity)
  const { repositoryCreationTemplates } = await ecr.send(describeTemplates({ prefixes: [prefix] }))
  expect(repositoryCreationTemplates).toEqual([after])
})

test('UpdateRepositoryCreationTemplate takes the policies away that it is given empty', async ({ ecr, prefix }) => {
  const lifecyclePolicy = lifecyclePolicyOf({ countNumber: 9 })
  await ecr.send(create(prefix, { repositoryPolicy: repositoryPolicyText, lifecyclePolicy }))
  const kept = await ecr.send(update(prefix))
  expect(kept.repositoryCreationTemplate).toMatchObject({ lifecyclePolicy })
  const first = await ecr.send(update(prefix, { repositoryPolicy: '' }))
  expect(first.repositoryCreationTemplate).toMatchObject({ lifecyclePolicy })
  expect(first.repositoryCreationTemplate).not.toHaveProperty('repositoryPolicy')
  const second = await ecr.send(update(prefix, { lifecyclePolicy: '' }))
  expect(second.repositoryCreationTemplate).not.toHaveProperty('lifecyclePolicy')
})

test('UpdateRepositoryCreationTemplate finds a template with and without the slash of its prefix', async ({
  ecr,
  prefix,
}) => {
  await ecr.send(create(`${prefix}/`))
  for (const same of [prefix, `${prefix}/`]) {
    const { repositoryCreationTemplate } = await ecr.send(update(same, { description: same }))
    expect(repositoryCreationTemplate).toMatchObject({ prefix: `${prefix}/`, description: same })
  }
})

test('UpdateRepositoryCreationTemplate refuses what contradicts the rest, and changes nothing', async ({
  ecr,
  prefix,
}) => {
  await ecr.send(create(prefix, { resourceTags: [{ Key: 'team', Value: 'a' }], customRoleArn: role }))
  const before = await ecr.send(describeTemplates({ prefixes: [prefix] }))
  const withoutRole = ecr.send(update(prefix, { customRoleArn: '', description: 'none' }))
  await expectInvalid(withoutRole, 'customRoleArn', 'customRoleArn is required when resourceTags are specified')
  const bad = ecr.send(update(prefix, { repositoryPolicy: '{}', description: 'none' }))
  await expectInvalid(bad, 'PolicyText', 'Invalid repository policy provided')
  const after = await ecr.send(describeTemplates({ prefixes: [prefix] }))
  expect(after.repositoryCreationTemplates).toEqual(before.repositoryCreationTemplates)
})

test('UpdateRepositoryCreationTemplate of a template that is not there is refused', async ({
  ecr,
  stranger,
  prefix,
}) => {
  await expectRefusal(ecr.send(update(prefix)), 'TemplateNotFoundException', noTemplate(prefix))
  await ecr.send(create(prefix))
  const foreign = stranger.send(update(prefix))
  await expectRefusal(foreign, 'TemplateNotFoundException', noTemplate(prefix, strangerAccount))
})

test('UpdateRepositoryCreationTemplate needs the right to do what it sets', async ({ ecr, prefix, identities }) => {
  await ecr.send(create(prefix))
  const user = await identities.addUser(`editor-of-${prefix}`)
  await identities.putInlinePolicy(
    user.id,
    policyOf(
      { Action: 'ecr:UpdateRepositoryCreationTemplate' },
      { Effect: 'Allow', Action: 'ecr:CreateRepository', Resource: arnOf(`${prefix}/*`) },
    ),
  )
  await user.ecr.send(update(prefix, { description: 'mine' }))
  await expect(user.ecr.send(update(prefix, { repositoryPolicy: repositoryPolicyText }))).rejects.toThrow(
    `not authorized to perform: ecr:SetRepositoryPolicy on resource: ${arnOf(`${prefix}/*`)}`,
  )
  await user.ecr.send(update(prefix, { repositoryPolicy: '' }))
})
