import { ListTagsForResourceCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'
import { badArns } from './bad-arns.ts'

const list = (resourceArn: string) => new ListTagsForResourceCommand({ resourceArn })

test('a repository without tags has an empty list', async ({ ecr, repository }) => {
  expect(await outputOf(ecr.send(list(arnOf(repository.name))))).toEqual({ tags: [] })
})

test.for(badArns)('%s names no repository', async (resourceArn, { ecr }) => {
  await expectInvalid(ecr.send(list(resourceArn)), 'resourceArn', 'Invalid ARN')
})

test('the repository must be there', async ({ ecr }) => {
  await expectNoRepository(ecr.send(list(arnOf('nowhere'))), 'nowhere')
})

test('another account may not, whether the repository is there or not', async ({ expectDenied, repository }) => {
  for (const arn of [arnOf(repository.name), arnOf('nowhere')]) {
    await expectDenied((ecr) => ecr.send(list(arn)), 'ListTagsForResource', arn)
  }
})
