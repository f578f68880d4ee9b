import { DeleteRepositoryCommand, GetRepositoryPolicyCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { account, arnOf, expectNoRepository, expectRefusal } from '../ecr-test.ts'
import { getPolicy, noPolicy, repositoryPolicy, setPolicy, test } from './policy-test.ts'

test('GetRepositoryPolicy answers the document as it was set, with its numbers and order', async ({
  ecr,
  repository,
}) => {
  const statement =
    '{"Action":"ecr:ListImages","Principal":"*","Effect":"Deny","Condition":{"NumericEquals":{"aws:EpochTime":1.50}}}'
  await ecr.send(setPolicy(repository.name, `{"Statement":${statement},"Version":"2008-10-17"}`))
  const { policyText } = await ecr.send(
    new GetRepositoryPolicyCommand({ registryId: account, repositoryName: repository.name }),
  )
  expect(policyText).toBe(`{
  "Statement" : {
    "Action" : "ecr:ListImages",
    "Principal" : "*",
    "Effect" : "Deny",
    "Condition" : {
      "NumericEquals" : {
        "aws:EpochTime" : 1.50
      }
    }
  },
  "Version" : "2008-10-17"
}`)
})

test('GetRepositoryPolicy answers RepositoryPolicyNotFoundException where there is no policy', async ({
  ecr,
  repository,
}) => {
  const message = noPolicy(repository.name, account)
  await expectRefusal(ecr.send(getPolicy(repository.name)), 'RepositoryPolicyNotFoundException', message)
})

test('GetRepositoryPolicy finds no policy in a later repository of the same name', async ({
  ecr,
  newRepository,
  server,
}) => {
  const { name } = await newRepository('again/app')
  await ecr.send(setPolicy(name, repositoryPolicy({ Action: 'ecr:*' })))
  await server.registry.request('GET', `/v2/${name}/tags/list`)
  await ecr.send(new DeleteRepositoryCommand({ repositoryName: name }))
  await newRepository(name)
  const message = noPolicy(name, account)
  await expectRefusal(ecr.send(getPolicy(name)), 'RepositoryPolicyNotFoundException', message)
})

test('GetRepositoryPolicy in a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(getPolicy('nowhere')), 'nowhere')
})

test('GetRepositoryPolicy is denied to another account', async ({ expectDenied, repository }) => {
  const ask = new GetRepositoryPolicyCommand({ registryId: account, repositoryName: repository.name })
  await expectDenied((ecr) => ecr.send(ask), 'GetRepositoryPolicy', arnOf(repository.name))
})
