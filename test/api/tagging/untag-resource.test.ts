import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'
import { badArns } from './bad-arns.ts'

const remove = (resourceArn: string, ...tagKeys: string[]) => new UntagResourceCommand({ resourceArn, tagKeys })

test('UntagResource removes tags and ignores unknown keys', async ({ ecr, repository }) => {
  const resourceArn = arnOf(repository.name)
  const tags = ['a', 'A', 'b'].map((Key) => ({ Key, Value: '' }))
  await ecr.send(new TagResourceCommand({ resourceArn, tags }))
  expect(await outputOf(ecr.send(remove(resourceArn, 'a', 'nothing', 'a')))).toEqual({})
  const answer = await ecr.send(new ListTagsForResourceCommand({ resourceArn }))
  expect(answer.tags?.map(({ Key }) => Key)).toEqual(['A', 'b'])
})

test.for(badArns)('UntagResource refuses the invalid ARN %s', async (resourceArn, { ecr }) => {
  await expectInvalid(ecr.send(remove(resourceArn, 'a')), 'resourceArn', 'Invalid ARN')
})

test('UntagResource of a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(remove(arnOf('nowhere'), 'a')), 'nowhere')
})

test('UntagResource is denied to another account', async ({ ecr, expectDenied, repository }) => {
  const resourceArn = arnOf(repository.name)
  await ecr.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'a', Value: '' }] }))
  await expectDenied((stranger) => stranger.send(remove(resourceArn, 'a')), 'UntagResource', resourceArn)
})
