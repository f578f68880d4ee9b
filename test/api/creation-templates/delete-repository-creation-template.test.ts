import { expect } from 'vitest'
import { account, expectRefusal, outputOf, strangerAccount } from '../ecr-test.ts'
import { create, describeTemplates, noTemplate, remove, test } from './template-test.ts'

test('DeleteRepositoryCreationTemplate answers the template that it removed', async ({ ecr, prefix }) => {
  const { repositoryCreationTemplate } = await ecr.send(create(`${prefix}/`, { description: 'gone soon' }))
  expect(await outputOf(ecr.send(remove(prefix)))).toEqual({ registryId: account, repositoryCreationTemplate })
  expect((await ecr.send(describeTemplates({ prefixes: [prefix] }))).repositoryCreationTemplates).toEqual([])
  await expectRefusal(ecr.send(remove(prefix)), 'TemplateNotFoundException', noTemplate(prefix))
  await ecr.send(create(prefix))
})

test('DeleteRepositoryCreationTemplate removes none of another account', async ({ ecr, stranger, prefix }) => {
  await ecr.send(create(prefix))
  await expectRefusal(stranger.send(remove(prefix)), 'TemplateNotFoundException', noTemplate(prefix, strangerAccount))
})

test('DeleteRepositoryCreationTemplate is denied to a user without a policy', async ({ identities, prefix }) => {
  const user = await identities.addUser(`reader-of-${prefix}`)
  await expect(user.ecr.send(remove(prefix))).rejects.toThrow(
    'not authorized to perform: ecr:DeleteRepositoryCreationTemplate on resource: * because no identity-based policy',
  )
})
