import { DeleteRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { account, arnOf, expectNoRepository, expectRefusal, outputOf } from '../ecr-test.ts'
import { deletePolicy, noPolicy, repositoryPolicy, setPolicy, test } from './policy-test.ts'

test('DeleteRepositoryPolicy answers the policy it removed, and then RepositoryPolicyNotFoundException', async ({
  ecr,
  repository,
}) => {
  const { policyText } = await ecr.send(setPolicy(repository.name, repositoryPolicy({ Action: 'ecr:ListImages' })))
  const removed = { registryId: account, repositoryName: repository.name, policyText }
  expect(await outputOf(ecr.send(deletePolicy(repository.name)))).toEqual(removed)
  const message = noPolicy(repository.name, account)
  await expectRefusal(ecr.send(deletePolicy(repository.name)), 'RepositoryPolicyNotFoundException', message)
})

test('DeleteRepositoryPolicy revokes what the policy granted from the next request on', async ({
  ecr,
  identities,
  repository,
}) => {
  const user = await identities.addUser('granted')
  const list = () => user.registry.request('GET', `/v2/${repository.name}/tags/list`)
  await ecr.send(setPolicy(repository.name, repositoryPolicy({ Action: 'ecr:ListImages' })))
  expect((await list()).status).toBe(200)
  await ecr.send(deletePolicy(repository.name))
  expect((await list()).status).toBe(403)
})

test('DeleteRepositoryPolicy obeys the policy’s own Deny, except for root', async ({ ecr, identities, repository }) => {
  const admin = await identities.addUser('admin')
  await identities.putInlinePolicy(admin.id, repositoryFullAccess)
  await ecr.send(setPolicy(repository.name, repositoryPolicy({ Effect: 'Deny', Action: 'ecr:*' }), true))
  const denied = admin.ecr.send(deletePolicy(repository.name))
  await expect(denied).rejects.toThrow('with an explicit deny in a resource-based policy')
  await ecr.send(deletePolicy(repository.name))
})

const repositoryFullAccess = { Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'ecr:*', Resource: '*' } }

test('DeleteRepositoryPolicy in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(deletePolicy('nowhere')), 'nowhere')
})

test('DeleteRepositoryPolicy is denied to another account', async ({ expectDenied, repository }) => {
  const ask = new DeleteRepositoryPolicyCommand({ registryId: account, repositoryName: repository.name })
  await expectDenied((ecr) => ecr.send(ask), 'DeleteRepositoryPolicy', arnOf(repository.name))
})
