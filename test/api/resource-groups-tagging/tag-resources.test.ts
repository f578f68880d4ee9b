import { ListTagsForResourceCommand } from '@aws-sdk/client-ecr'
import {
  TagResourcesCommand,
  type TagResourcesCommandInput,
  UntagResourcesCommand,
} from '@aws-sdk/client-resource-groups-tagging-api'
import { describe, expect } from 'vitest'
import { arnOf, expectRefusal, outputOf } from '../ecr-test.ts'
import { newTagged, test } from './tagging-test.ts'

const tag = (ResourceARNList: string[], Tags: TagResourcesCommandInput['Tags']) =>
  new TagResourcesCommand({ ResourceARNList, Tags })
const untag = (ResourceARNList: string[], ...TagKeys: string[]) =>
  new UntagResourcesCommand({ ResourceARNList, TagKeys })
const invalid = (ErrorMessage: string) => ({ StatusCode: 400, ErrorCode: 'InvalidParameterException', ErrorMessage })

const tooMany = 'The number of tags exceeds the limit of 50 tags per repository.'
const fifty = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`key-${at}`, '']))

describe('TagResources and UntagResources', () => {
  test('change the same tags of repositories that ECR’s own operations read', async ({ ecr, tagging }) => {
    const [one, other] = [await newTagged(ecr, { team: 'red', stage: 'test' }), await newTagged(ecr, {})]
    const tagsOf = async (resourceArn: string) =>
      (await ecr.send(new ListTagsForResourceCommand({ resourceArn }))).tags?.map(({ Key, Value }) => [Key, Value])
    expect(await outputOf(tagging.send(tag([one, other, one], { team: 'blue', empty: '' })))).toEqual({
      FailedResourcesMap: {},
    })
    expect(await tagsOf(one)).toEqual([
      ['empty', ''],
      ['stage', 'test'],
      ['team', 'blue'],
    ])
    expect(await tagsOf(other)).toEqual([
      ['empty', ''],
      ['team', 'blue'],
    ])
    expect(await outputOf(tagging.send(untag([one, other], 'team', 'stage', 'absent')))).toEqual({
      FailedResourcesMap: {},
    })
    expect(await tagsOf(one)).toEqual([['empty', '']])
    expect(await tagsOf(other)).toEqual([['empty', '']])
  })

  test('report why an ARN failed, and change the others', async ({ ecr, tagging }) => {
    const [good, full] = [await newTagged(ecr, {}), await newTagged(ecr, fifty)]
    const strange = [
      'arn:aws:s3:::bucket',
      arnOf('app').replace('us-east-1', 'eu-west-1'),
      arnOf('app', '999999999999'),
      arnOf('Not a name'),
      'no ARN',
    ]
    const absent = arnOf('absent')
    const notHere = strange.map((arn) => [
      arn,
      invalid(`${arn} is not the ARN of a repository in this account and region.`),
    ])
    const missing = [
      absent,
      invalid("The repository with name 'absent' does not exist in the registry with id '123456789012'"),
    ]
    const tagged = await tagging.send(tag([full, ...strange, good, absent], { team: 'red' }))
    expect(tagged.FailedResourcesMap).toEqual(Object.fromEntries([...notHere, missing, [full, invalid(tooMany)]]))
    const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn: good }))
    expect(tags).toEqual([{ Key: 'team', Value: 'red' }])
    const untagged = await tagging.send(untag([full, ...strange, good, absent], 'team'))
    expect(untagged.FailedResourcesMap).toEqual(Object.fromEntries([...notHere, missing]))
    await tagging.send(tag([full], { 'key-0': 'another' }))
  })

  test.for<[string, TagResourcesCommandInput['Tags'], string]>([
    ['a reserved key', { good: '', 'aws:team': '' }, "Tag keys that start with 'aws:' are reserved."],
    ['a sign in a key', { 'a!': '' }, 'Invalid tag key: a key has 1 to 128 letters, spaces, digits or _.:/=+-@.'],
    [
      'a sign in a value',
      { a: '!' },
      'Invalid tag value: a value has at most 256 letters, spaces, digits or _.:/=+-@.',
    ],
  ])('refuse %s, and tag nothing', async ([, tags, message], { ecr, tagging }) => {
    const arn = await newTagged(ecr, {})
    await expectRefusal(tagging.send(tag([arn], tags)), 'InvalidParameterException', message)
    expect((await ecr.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags).toEqual([])
  })
})

describe('the right to tag', () => {
  const denied = (arn: string, action: string, resource: string) =>
    `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} because no identity-based policy allows the ${action} action`

  test('needs the action of the tagging API and ECR’s action on each repository, or nothing changes', async ({
    ecr,
    allowed,
  }) => {
    const [ours, theirs] = [await newTagged(ecr, { a: '' }), await newTagged(ecr, { a: '' })]
    const ofEcr = await allowed({ Action: 'ecr:*' })
    const ofTags = await allowed({ Action: 'tag:*' })
    const ofOne = await allowed({ Action: 'tag:*' }, { Effect: 'Allow', Action: 'ecr:*', Resource: ours })
    for (const [user, ask, action, resource] of [
      [ofEcr, tag([ours], { b: '' }), 'tag:TagResources', '*'],
      [ofEcr, untag([ours], 'a'), 'tag:UntagResources', '*'],
      [ofTags, tag([ours], { b: '' }), 'ecr:TagResource', ours],
      [ofTags, untag([ours], 'a'), 'ecr:UntagResource', ours],
      [ofOne, tag([ours, theirs], { b: '' }), 'ecr:TagResource', theirs],
      [ofOne, untag([ours, theirs], 'a'), 'ecr:UntagResource', theirs],
    ] as const) {
      const answer = user.tagging.send(ask as TagResourcesCommand)
      await expectRefusal(answer, 'AccessDeniedException', denied(user.arn, action, resource))
    }
    for (const resourceArn of [ours, theirs]) {
      const { tags } = await ecr.send(new ListTagsForResourceCommand({ resourceArn }))
      expect(tags).toEqual([{ Key: 'a', Value: '' }])
    }
    await ofOne.tagging.send(tag([ours], { b: '' }))
    await ofOne.tagging.send(untag([ours], 'a'))
  })

  test('may depend on the tags of request and repository, as they are at each request', async ({ ecr, allowed }) => {
    const arn = await newTagged(ecr, {})
    const user = await allowed(
      { Action: 'tag:*' },
      {
        Effect: 'Allow',
        Action: 'ecr:TagResource',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestTag/team': 'red' } },
      },
      {
        Effect: 'Allow',
        Action: 'ecr:UntagResource',
        Resource: '*',
        Condition: { StringEquals: { 'aws:ResourceTag/team': 'red' } },
      },
    )
    const early = user.tagging.send(untag([arn], 'a'))
    await expectRefusal(early, 'AccessDeniedException', denied(user.arn, 'ecr:UntagResource', arn))
    const blue = user.tagging.send(tag([arn], { team: 'blue' }))
    await expectRefusal(blue, 'AccessDeniedException', denied(user.arn, 'ecr:TagResource', arn))
    await user.tagging.send(tag([arn], { team: 'red' }))
    await user.tagging.send(untag([arn], 'a'))
  })
})
