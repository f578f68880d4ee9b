import { DeleteRegistryPolicyCommand, type ECRClient, GetRegistryPolicyCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { policyOf } from '../../support/identities.ts'
import { putRegistryPolicy, registryPolicy, repositoryPolicy, setPolicy, test } from './policy-test.ts'

const policy = registryPolicy({ Action: 'ecr:ReplicateImage' })

test.for([
  ['PutRegistryPolicy', (ecr: ECRClient) => ecr.send(putRegistryPolicy(policy))],
  ['GetRegistryPolicy', (ecr: ECRClient) => ecr.send(new GetRegistryPolicyCommand())],
  ['DeleteRegistryPolicy', (ecr: ECRClient) => ecr.send(new DeleteRegistryPolicyCommand())],
] as const)('%s needs the right to this very action on *', async ([action, send], { identities }) => {
  const user = await identities.addUser(`of-${action}`)
  const ask = async () => {
    try {
      await send(user.ecr)
      return 'done'
    } catch (error) {
      return (error as Error).message
    }
  }
  await identities.putInlinePolicy(user.id, policyOf({ NotAction: `ecr:${action}` }))
  const reason = `because no identity-based policy allows the ecr:${action} action`
  expect(await ask()).toBe(`User: ${user.arn} is not authorized to perform: ecr:${action} on resource: * ${reason}`)
  await identities.putInlinePolicy(user.id, policyOf({ Action: `ecr:${action}`, Resource: 'arn:aws:ecr:*:*:*' }))
  expect(await ask()).toContain(reason)
  await identities.putInlinePolicy(user.id, policyOf({ Action: `ecr:${action}` }))
  expect(await ask()).not.toContain('is not authorized')
})

test('a repository policy does not grant GetRegistryPolicy, whatever the name of the repository', async ({
  ecr,
  identities,
  newRepository,
}) => {
  const user = await identities.addUser('of-registry')
  const { name } = await newRepository('registry')
  await ecr.send(setPolicy(name, repositoryPolicy({ Action: 'ecr:*', Principal: { AWS: user.arn } })))
  const denied = user.ecr.send(new GetRegistryPolicyCommand())
  await expect(denied).rejects.toThrow('because no identity-based policy allows the ecr:GetRegistryPolicy action')
})
