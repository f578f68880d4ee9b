import { ListTagsForResourceCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'
import { badArns } from './bad-arns.ts'

const list = (resourceArn: string) => new ListTagsForResourceCommand({ resourceArn })

test('ListTagsForResource answers an empty list for a repository without tags', async ({ ecr, repository }) => {
  expect(await outputOf(ecr.send(list(arnOf(repository.name))))).toEqual({ tags: [] })
})

test.for(badArns)('ListTagsForResource refuses the invalid ARN %s', async (resourceArn, { ecr }) => {
  await expectInvalid(ecr.send(list(resourceArn)), 'resourceArn', 'Invalid ARN')
})

test('ListTagsForResource of a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(list(arnOf('nowhere'))), 'nowhere')
})

test('ListTagsForResource is denied to another account, whether the repository exists or not', async ({
  expectDenied,
  repository,
}) => {
  for (const arn of [arnOf(repository.name), arnOf('nowhere')]) {
    await expectDenied((ecr) => ecr.send(list(arn)), 'ListTagsForResource', arn)
  }
})
