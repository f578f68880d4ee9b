import {
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  type IAMClient,
  ListInstanceProfileTagsCommand,
  ListPolicyTagsCommand,
  ListRoleTagsCommand,
  ListUserTagsCommand,
  type Tag,
  TagInstanceProfileCommand,
  TagPolicyCommand,
  TagRoleCommand,
  TagUserCommand,
  UntagInstanceProfileCommand,
  UntagPolicyCommand,
  UntagRoleCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { insertPolicy } from '../../support/insert-policy.ts'
import type { TestServer } from '../../support/test-server.ts'
import { outputOf } from '../ecr-test.ts'
import { anyTrust, arnOf, expectRefusal, newInstanceProfile, newName, newRole, newUser, test } from './iam-test.ts'

interface Page {
  readonly Marker?: string | undefined
  readonly MaxItems?: number
}

interface Tagged {
  readonly tag: (iam: IAMClient, Tags: Tag[]) => Promise<unknown>
  readonly untag: (iam: IAMClient, TagKeys: string[]) => Promise<unknown>
  readonly list: (
    iam: IAMClient,
    page?: Page,
  ) => Promise<{ Tags: Tag[] | undefined; IsTruncated?: boolean | undefined; Marker?: string | undefined }>
}

const user = (UserName: string): Tagged => ({
  tag: (iam, Tags) => iam.send(new TagUserCommand({ UserName, Tags })),
  untag: (iam, TagKeys) => iam.send(new UntagUserCommand({ UserName, TagKeys })),
  list: (iam, page = {}) => outputOf(iam.send(new ListUserTagsCommand({ UserName, ...page }))),
})

const role = (RoleName: string): Tagged => ({
  tag: (iam, Tags) => iam.send(new TagRoleCommand({ RoleName, Tags })),
  untag: (iam, TagKeys) => iam.send(new UntagRoleCommand({ RoleName, TagKeys })),
  list: (iam, page = {}) => outputOf(iam.send(new ListRoleTagsCommand({ RoleName, ...page }))),
})

const policy = (PolicyArn: string): Tagged => ({
  tag: (iam, Tags) => iam.send(new TagPolicyCommand({ PolicyArn, Tags })),
  untag: (iam, TagKeys) => iam.send(new UntagPolicyCommand({ PolicyArn, TagKeys })),
  list: (iam, page = {}) => outputOf(iam.send(new ListPolicyTagsCommand({ PolicyArn, ...page }))),
})

const profile = (InstanceProfileName: string): Tagged => ({
  tag: (iam, Tags) => iam.send(new TagInstanceProfileCommand({ InstanceProfileName, Tags })),
  untag: (iam, TagKeys) => iam.send(new UntagInstanceProfileCommand({ InstanceProfileName, TagKeys })),
  list: (iam, page = {}) => outputOf(iam.send(new ListInstanceProfileTagsCommand({ InstanceProfileName, ...page }))),
})

const create = {
  user: async (iam: IAMClient) => user(await newUser(iam)),
  role: async (iam: IAMClient) => role(await newRole(iam)),
  'instance profile': async (iam: IAMClient) => profile(await newInstanceProfile(iam)),
  policy: async (_iam: IAMClient, server: TestServer) => policy(await insertPolicy(server, newName('policy'))),
}

const absent = {
  user: [user('absent'), 'The user with name absent cannot be found.'],
  role: [role('absent'), 'The role with name absent cannot be found.'],
  'instance profile': [profile('absent'), 'Instance Profile absent cannot be found.'],
  policy: [policy(arnOf('policy/absent')), `Policy ${arnOf('policy/absent')} was not found.`],
} as const

const quotas = {
  user: 'TagsPerUser',
  role: 'TagsPerRole',
  policy: 'TagsPerPolicy',
  'instance profile': 'TagsPerInstanceProfile',
}

const tagged = ['user', 'role', 'policy', 'instance profile'] as const

describe.each(tagged)('tags of a %s', (kind) => {
  test('are set, replaced and removed', async ({ iam, server }) => {
    const { tag, untag, list } = await create[kind](iam, server)
    expect(await list(iam)).toEqual({ Tags: [], IsTruncated: false })
    await tag(iam, [
      { Key: 'Team', Value: 'red' },
      { Key: 'cost center', Value: '' },
    ])
    await tag(iam, [{ Key: 'TEAM', Value: 'blue' }])
    expect((await list(iam)).Tags).toEqual([
      { Key: 'cost center', Value: '' },
      { Key: 'TEAM', Value: 'blue' },
    ])
    await untag(iam, ['team', 'absent'])
    expect((await list(iam)).Tags).toEqual([{ Key: 'cost center', Value: '' }])
  })

  test('are fifty at most, and are listed page by page', async ({ iam, server }) => {
    const { tag, list } = await create[kind](iam, server)
    const key = (index: number) => `${'é'.repeat(100)}-${String(index).padStart(2, '0')}`
    const tags = Array.from({ length: 50 }, (_, index) => ({ Key: key(index), Value: String(index) }))
    await tag(iam, tags)
    const sentence = `Cannot exceed quota for ${quotas[kind]}: 50`
    await expectRefusal(tag(iam, [{ Key: 'one more', Value: '' }]), 'LimitExceededException', sentence)
    const first = await list(iam, { MaxItems: 30 })
    const second = await list(iam, { Marker: first.Marker })
    expect([first.IsTruncated, second.IsTruncated, second.Marker]).toEqual([true, false, undefined])
    expect([...(first.Tags ?? []), ...(second.Tags ?? [])]).toEqual(tags)
  })

  test('may not have keys that begin with aws:, or two keys that differ in case only', async ({ iam, server }) => {
    const { tag, list } = await create[kind](iam, server)
    await expectRefusal(
      tag(iam, [{ Key: 'AWS:team', Value: '' }]),
      'InvalidInputException',
      'Tag key AWS:team is invalid: keys that start with aws: are reserved.',
    )
    await expectRefusal(
      tag(iam, [
        { Key: 'team', Value: '' },
        { Key: 'Team', Value: '' },
      ]),
      'InvalidInputException',
      'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    )
    expect((await list(iam)).Tags).toEqual([])
  })

  test('are not found where what they belong to does not exist', async ({ iam }) => {
    const [nobody, sentence] = absent[kind]
    await expectRefusal(nobody.list(iam), 'NoSuchEntityException', sentence)
    await expectRefusal(nobody.tag(iam, [{ Key: 'a', Value: '' }]), 'NoSuchEntityException', sentence)
    await expectRefusal(nobody.untag(iam, ['a']), 'NoSuchEntityException', sentence)
  })
})

test('CreateUser makes no user when it refuses their tags', async ({ iam }) => {
  const UserName = newName('user')
  const Tags = [{ Key: 'aws:a', Value: '' }]
  await expect(iam.send(new CreateUserCommand({ UserName, Tags }))).rejects.toThrow('reserved')
  await expect(iam.send(new GetUserCommand({ UserName }))).rejects.toThrow('cannot be found')
})

const twice = [
  { Key: 'team', Value: 'a' },
  { Key: 'Team', Value: 'b' },
]
const document = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 'ecr:*', Resource: '*' }],
})

test.for([
  ['CreateUser', (iam: IAMClient) => iam.send(new CreateUserCommand({ UserName: 'twice', Tags: twice }))],
  [
    'CreateRole',
    (iam: IAMClient) =>
      iam.send(new CreateRoleCommand({ RoleName: 'twice', AssumeRolePolicyDocument: anyTrust, Tags: twice })),
  ],
  [
    'CreatePolicy',
    (iam: IAMClient) =>
      iam.send(new CreatePolicyCommand({ PolicyName: 'twice', PolicyDocument: document, Tags: twice })),
  ],
] as const)('%s refuses two tags whose keys differ in case only', async ([, create], { iam }) => {
  const sentence = 'Duplicate tag keys found. Please note that Tag keys are case insensitive.'
  await expectRefusal(create(iam), 'InvalidInputException', sentence)
})
