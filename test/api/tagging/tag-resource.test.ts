import { ListTagsForResourceCommand, type Tag, TagResourceCommand } from '@aws-sdk/client-ecr'
import { describe, expect } from 'vitest'
import { arnOf, expectInvalid, expectNoRepository, expectRefusal, outputOf, test } from '../ecr-test.ts'
import { badArns } from './bad-arns.ts'

const tag = (Key: string, Value = ''): Tag => ({ Key, Value })
const put = (resourceArn: string, ...tags: Tag[]) => new TagResourceCommand({ resourceArn, tags })
const list = (resourceArn: string) => new ListTagsForResourceCommand({ resourceArn })

test('TagResource adds tags and replaces the values of existing keys', async ({ ecr, repository }) => {
  const arn = arnOf(repository.name)
  expect(await outputOf(ecr.send(put(arn, tag('team', 'a'), tag('Team', 'b'))))).toEqual({})
  await ecr.send(put(arn, tag('team', 'c'), tag('empty')))
  const { tags } = await ecr.send(list(arn))
  expect(tags).toEqual([tag('Team', 'b'), tag('empty'), tag('team', 'c')])
})

describe('a tag of TagResource', () => {
  test('may have letters of any script, spaces, digits and _.:/=+-@', async ({ ecr, repository }) => {
    const arn = arnOf(repository.name)
    const good = [tag('größe 1_.:/=+-@', 'ünï 中文'), tag('a'.repeat(128), 'b'.repeat(256))]
    await ecr.send(put(arn, ...good))
    expect((await ecr.send(list(arn))).tags).toHaveLength(2)
  })

  test('is measured in characters, not in bytes or UTF-16 units', async ({ ecr, repository }) => {
    const arn = arnOf(repository.name)
    await ecr.send(put(arn, tag('\u{20000}'.repeat(128), '\u{20000}'.repeat(256))))
    expect((await ecr.send(list(arn))).tags).toHaveLength(1)
  })

  const keyRule = 'Invalid tag key: a key has 1 to 128 letters, spaces, digits or _.:/=+-@.'
  const valueRule = 'Invalid tag value: a value has at most 256 letters, spaces, digits or _.:/=+-@.'
  const reserved = "Tag keys that start with 'aws:' are reserved."
  const bad: [string, Tag[], string][] = [
    ['an empty key', [tag('')], keyRule],
    ['a long key', [tag('a'.repeat(129))], keyRule],
    ['a long value', [tag('a', 'b'.repeat(257))], valueRule],
    ['a sign in the key', [tag('a!')], keyRule],
    ['a sign in the value', [tag('a', 'b\u0000')], valueRule],
    ['a reserved key', [tag('aws:x')], reserved],
    ['a reserved key in capitals', [tag('AWS:x')], reserved],
    ['a key twice', [tag('a', 'b'), tag('a', 'c')], "Duplicate tag keys are not allowed: 'a'."],
  ]
  test.for(bad)('%s is refused', async ([, tags, message], { ecr, repository }) => {
    const arn = arnOf(repository.name)
    await expectRefusal(ecr.send(put(arn, tag('good'), ...tags)), 'InvalidTagParameterException', message)
    expect((await ecr.send(list(arn))).tags).toEqual([])
  })

  test('is refused without a value', async ({ ecr, repository }) => {
    const ask = put(arnOf(repository.name), { Key: 'a' } as Tag)
    await expectInvalid(ecr.send(ask), 'tags.1.member.value', 'Member must not be null')
  })
})

test('TagResource refuses more than fifty tags on a repository', async ({ ecr, repository }) => {
  const arn = arnOf(repository.name)
  const fifty = Array.from({ length: 50 }, (_, index) => tag(`key-${index}`))
  const message = 'The number of tags exceeds the limit of 50 tags per repository.'
  await expectRefusal(ecr.send(put(arn, ...fifty, tag('more'))), 'TooManyTagsException', message)
  await ecr.send(put(arn, ...fifty))
  await expectRefusal(ecr.send(put(arn, tag('more'))), 'TooManyTagsException', message)
  await ecr.send(put(arn, tag('key-0', 'changed')))
  expect((await ecr.send(list(arn))).tags).toHaveLength(50)
})

test.for(badArns)('TagResource refuses the invalid ARN %s', async (resourceArn, { ecr }) => {
  await expectInvalid(ecr.send(put(resourceArn, tag('a'))), 'resourceArn', 'Invalid ARN')
})

test('TagResource of a missing repository answers RepositoryNotFoundException', async ({ ecr }) => {
  await expectNoRepository(ecr.send(put(arnOf('nowhere'), tag('a'))), 'nowhere')
})

test('TagResource is denied to another account', async ({ expectDenied, repository }) => {
  const arn = arnOf(repository.name)
  await expectDenied((ecr) => ecr.send(put(arn, tag('a'))), 'TagResource', arn)
})
