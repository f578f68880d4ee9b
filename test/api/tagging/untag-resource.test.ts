import { ListTagsForResourceCommand, TagResourceCommand, UntagResourceCommand } from '@aws-sdk/client-ecr'
import { expect } from 'vitest'
import { arnOf, expectInvalid, expectNoRepository, outputOf, test } from '../ecr-test.ts'
import { badArns } from './bad-arns.ts'

const remove = (resourceArn: string, ...tagKeys: string[]) => new UntagResourceCommand({ resourceArn, tagKeys })

test('removes tags; those that are not there are no matter', async ({ ecr, repository }) => {
  const resourceArn = arnOf(repository.name)
  const tags = ['a', 'A', 'b'].map((Key) => ({ Key, Value: '' }))
  await ecr.send(new TagResourceCommand({ resourceArn, tags }))
  expect(await outputOf(ecr.send(remove(resourceArn, 'a', 'nothing', 'a')))).toEqual({})
  const answer = await ecr.send(new ListTagsForResourceCommand({ resourceArn }))
  expect(answer.tags?.map(({ Key }) => Key)).toEqual(['A', 'b'])
})

test.for(badArns)('%s names no repository', async (resourceArn, { ecr }) => {
  await expectInvalid(ecr.send(remove(resourceArn, 'a')), 'resourceArn', 'Invalid ARN')
})

test('the repository must be there', async ({ ecr }) => {
  await expectNoRepository(ecr.send(remove(arnOf('nowhere'), 'a')), 'nowhere')
})

test('another account may not', async ({ ecr, expectDenied, repository }) => {
  const resourceArn = arnOf(repository.name)
  await ecr.send(new TagResourceCommand({ resourceArn, tags: [{ Key: 'a', Value: '' }] }))
  await expectDenied((stranger) => stranger.send(remove(resourceArn, 'a')), 'UntagResource', resourceArn)
})
