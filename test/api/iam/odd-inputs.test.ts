import {
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  GetUserCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { storedRows } from '../../support/stored-rows.ts'
import { anyTrust, expectRefusal, newName, newUser, test } from './iam-test.ts'

const invalid = (value: string, at: string, constraint: string) =>
  `1 validation error detected: Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`
const pattern = String.raw`Member must satisfy regular expression pattern: [\w+=,.@-]+`

describe('names of users', () => {
  test.for([
    ['a b', pattern],
    ['a/b', pattern],
    ['аda', pattern], // Cyrillic
    ['a\n', pattern],
    ['*', pattern],
    ['../x', pattern],
    ['a'.repeat(65), 'Member must have length less than or equal to 64'],
  ] as const)('CreateUser refuses the name %j and stores nothing', async ([UserName, constraint], { iam, server }) => {
    const before = await storedRows(server.running.ctx.database)
    const answer = iam.send(new CreateUserCommand({ UserName }))
    await expectRefusal(answer, 'ValidationError', invalid(`'${UserName}'`, 'userName', constraint))
    expect(await storedRows(server.running.ctx.database)).toEqual(before)
  })

  test.for(['+=,.@-_', 'constructor', '__proto__', 'root', 'A'.repeat(64)])(
    'CreateUser takes the name %s',
    async (UserName, { iam }) => {
      await iam.send(new CreateUserCommand({ UserName }))
      const { User } = await iam.send(new GetUserCommand({ UserName }))
      expect(User?.UserName).toBe(UserName)
    },
  )

  test('CreateUser refuses a request without a name', async ({ iam }) => {
    const answer = iam.send(new CreateUserCommand({ UserName: undefined }))
    await expectRefusal(answer, 'ValidationError', invalid('null', 'userName', 'Member must not be null'))
  })
})

describe('paths', () => {
  test.for(['dev', '/dev', 'dev/', '//dev', '/a b/', '/é/', `/${'a'.repeat(512)}/`])(
    'the path %s is refused for users, groups and roles',
    async (Path, { iam }) => {
      for (const create of [
        () => iam.send(new CreateUserCommand({ UserName: newName('u'), Path })),
        () => iam.send(new CreateGroupCommand({ GroupName: newName('g'), Path })),
        () => iam.send(new CreateRoleCommand({ RoleName: newName('r'), Path, AssumeRolePolicyDocument: anyTrust })),
      ]) {
        await expect(create()).rejects.toMatchObject({ name: 'ValidationError' })
      }
    },
  )
})

describe('documents and tags', () => {
  test.for(['', '\0', 'a'.repeat(131_073), '☃'])(
    'CreateRole refuses %j as a trust policy',
    async (document, { iam }) => {
      const command = new CreateRoleCommand({ RoleName: newName('r'), AssumeRolePolicyDocument: document })
      await expect(iam.send(command)).rejects.toMatchObject({ name: 'ValidationError' })
    },
  )

  test('CreateRole refuses a trust policy that is nested too deep, has a key twice or is too long', async ({ iam }) => {
    const statement = `{"Effect":"Allow","Principal":"*","Action":"sts:AssumeRole"}`
    for (const document of [
      '['.repeat(100_000),
      `{"Version":"2012-10-17","Version":"2012-10-17","Statement":${statement}}`,
      `{"Version":"2012-10-17","Statement":[${Array(2_000).fill(statement).join(',')}]}`,
    ]) {
      const command = new CreateRoleCommand({ RoleName: newName('r'), AssumeRolePolicyDocument: document })
      const refusal = /^(MalformedPolicyDocument|LimitExceeded)Exception$/
      await expect(iam.send(command)).rejects.toMatchObject({ name: expect.stringMatching(refusal) as string })
    }
  })

  test.for([
    [{ Key: '', Value: '' }, 'tags.1.member.key'],
    [{ Key: 'a'.repeat(129), Value: '' }, 'tags.1.member.key'],
    [{ Key: 'a<b', Value: '' }, 'tags.1.member.key'],
    [{ Key: 'a', Value: 'b'.repeat(257) }, 'tags.1.member.value'],
    [{ Key: 'a', Value: 'b\0' }, 'tags.1.member.value'],
  ] as const)('TagUser refuses the tag %j', async ([tag, at], { iam }) => {
    const UserName = await newUser(iam)
    const answer = iam.send(new TagUserCommand({ UserName, Tags: [tag] }))
    await expect(answer).rejects.toMatchObject({
      name: 'ValidationError',
      message: expect.stringContaining(at) as string,
    })
  })
})

test('of ten access keys that are created at once for a user, two are made', async ({ iam }) => {
  const UserName = await newUser(iam)
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => iam.send(new CreateAccessKeyCommand({ UserName }))),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
})

test('of ten users that are created at once with one name, one is made', async ({ iam }) => {
  const UserName = newName('popular')
  const answers = await Promise.allSettled(
    Array.from({ length: 10 }, () => iam.send(new CreateUserCommand({ UserName }))),
  )
  expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
})
