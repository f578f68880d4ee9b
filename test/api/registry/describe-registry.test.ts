import { DescribeRegistryCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { account, outputOf, strangerAccount, test } from '../ecr-test.ts'

test('DescribeRegistry answers the caller’s registry without replication rules', async ({ ecr, stranger }) => {
  const replicationConfiguration = { rules: [] }
  const ours = await outputOf(ecr.send(new DescribeRegistryCommand({})))
  expect(ours).toEqual({ registryId: account, replicationConfiguration })
  const theirs = await outputOf(stranger.send(new DescribeRegistryCommand({})))
  expect(theirs).toEqual({ registryId: strangerAccount, replicationConfiguration })
})
