import {
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  ListUsersCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { account, outputOf } from '../ecr-test.ts'
import { arnOf, expectNoUser, expectRefusal, iamOf, newGroup, newKey, newName, newUser, test } from './iam-test.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'

describe('CreateUser, GetUser', () => {
  test('show a user’s path, tags and boundary as they were given', async ({ iam, server }) => {
    const UserName = newName('Ada')
    const { User } = await outputOf(
      iam.send(
        new CreateUserCommand({
          UserName,
          Path: '/team/dev/',
          Tags: [{ Key: 'Team', Value: 'red' }],
          PermissionsBoundary: readOnly,
        }),
      ),
    )
    expect(User).toEqual({
      Path: '/team/dev/',
      UserName,
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/) as string,
      Arn: arnOf(`user/team/dev/${UserName}`),
      CreateDate: expect.any(Date) as Date,
      PermissionsBoundary: { PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: readOnly },
      Tags: [{ Key: 'Team', Value: 'red' }],
    })
    expect(Math.abs((User?.CreateDate?.getTime() ?? 0) - server.clock.now())).toBeLessThan(60_000)
    expect(await outputOf(iam.send(new GetUserCommand({ UserName: UserName.toUpperCase() })))).toEqual({ User })
  })

  test('show no optional fields of a user who was created with a name alone', async ({ iam }) => {
    const UserName = await newUser(iam)
    const { User } = await iam.send(new GetUserCommand({ UserName }))
    expect(Object.keys(User ?? {}).sort()).toEqual(['Arn', 'CreateDate', 'Path', 'UserId', 'UserName'])
    expect(User?.Arn).toBe(arnOf(`user/${UserName}`))
  })

  test('CreateUser refuses a name that is taken in another case', async ({ iam }) => {
    const UserName = await newUser(iam, newName('Taken'))
    const again = iam.send(new CreateUserCommand({ UserName: UserName.toUpperCase(), Path: '/elsewhere/' }))
    await expectRefusal(
      again,
      'EntityAlreadyExistsException',
      `User with name ${UserName.toUpperCase()} already exists.`,
    )
  })

  test('a user and a group may have the same name', async ({ iam }) => {
    const name = await newGroup(iam)
    await newUser(iam, name)
  })

  test('CreateUser refuses a boundary that does not exist', async ({ iam }) => {
    const PermissionsBoundary = arnOf('policy/absent')
    const UserName = newName('user')
    await expectRefusal(
      iam.send(new CreateUserCommand({ UserName, PermissionsBoundary })),
      'NoSuchEntityException',
      `Scope ARN: ${PermissionsBoundary} does not exist or is not attachable.`,
    )
    await expectNoUser(iam.send(new GetUserCommand({ UserName })), UserName)
  })

  test('GetUser without a name shows the caller', async ({ iam, server }) => {
    const UserName = await newUser(iam, newName('self'), '/team/')
    const { User } = await iam.send(new GetUserCommand({}))
    expect(User).toEqual({
      Path: '/',
      UserName: account,
      UserId: account,
      Arn: arnOf('root'),
      CreateDate: expect.any(Date) as Date,
    })
    const denied = iamOf(server, await newKey(iam, UserName)).send(new GetUserCommand({}))
    await expect(denied).rejects.toThrow(`iam:GetUser on resource: user ${UserName} because`)
  })

  test('GetUser without a name shows a renamed user under their new name', async ({ iam, allowed }) => {
    const user = await allowed({ Action: 'iam:GetUser' })
    const UserName = user.arn.slice(user.arn.lastIndexOf('/') + 1)
    const NewUserName = newName('renamed')
    await iam.send(new UpdateUserCommand({ UserName, NewUserName }))
    const { User } = await user.iam.send(new GetUserCommand({}))
    expect(User).toMatchObject({ UserName: NewUserName, UserId: user.id })
  })

  test('GetUser without a name is refused for a role’s session', async ({ identities, server }) => {
    const id = await identities.addRole('nameless')
    await identities.putInlinePolicy(id, {
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*' },
    })
    const session = await identities.assumeRole('nameless', id)
    await expectRefusal(
      iamOf(server, session.credentials).send(new GetUserCommand({})),
      'ValidationError',
      'Must specify userName when calling with non-User credentials',
    )
  })
})

describe('ListUsers', () => {
  test('lists the users below a path by name, regardless of case', async ({ iam }) => {
    const path = `/${newName('path')}/`
    for (const [name, below] of [
      ['zoe', ''],
      ['Bob', 'a/'],
      ['amy', 'a/b/'],
    ]) {
      await newUser(iam, newName(name ?? ''), `${path}${below ?? ''}`)
    }
    const namesBelow = async (PathPrefix: string) => {
      const { Users, IsTruncated } = await iam.send(new ListUsersCommand({ PathPrefix }))
      expect(IsTruncated).toBe(false)
      return Users?.map(({ UserName = '' }) => UserName.replace(/-\d+$/, ''))
    }
    expect(await namesBelow(path)).toEqual(['amy', 'Bob', 'zoe'])
    expect(await namesBelow(`${path}a`)).toEqual(['amy', 'Bob'])
    expect(await namesBelow(`${path}a/b/`)).toEqual(['amy'])
    expect(await namesBelow(`${path}b`)).toEqual([])
  })

  test('leaves out tags and boundaries', async ({ iam }) => {
    const UserName = newName('user')
    const Path = `/${newName('path')}/`
    const Tags = [{ Key: 'a', Value: 'b' }]
    await iam.send(new CreateUserCommand({ UserName, Path, Tags, PermissionsBoundary: readOnly }))
    const { Users } = await iam.send(new ListUsersCommand({ PathPrefix: Path }))
    expect(Object.keys(Users?.[0] ?? {}).sort()).toEqual(['Arn', 'CreateDate', 'Path', 'UserId', 'UserName'])
  })
})

describe('UpdateUser', () => {
  test('gives a user a new name and path, and keeps their id', async ({ iam }) => {
    const UserName = await newUser(iam)
    const { User: before } = await iam.send(new GetUserCommand({ UserName }))
    const NewUserName = newName('Renamed')
    await iam.send(new UpdateUserCommand({ UserName, NewUserName, NewPath: '/new/' }))
    const { User } = await iam.send(new GetUserCommand({ UserName: NewUserName }))
    expect(User).toMatchObject({ UserId: before?.UserId, Path: '/new/', Arn: arnOf(`user/new/${NewUserName}`) })
    await expectNoUser(iam.send(new GetUserCommand({ UserName })), UserName)
  })

  test('changes only the case of a name, or only the path', async ({ iam }) => {
    const UserName = await newUser(iam, newName('case'))
    await iam.send(new UpdateUserCommand({ UserName, NewUserName: UserName.toUpperCase() }))
    await iam.send(new UpdateUserCommand({ UserName, NewPath: '/elsewhere/' }))
    const { User } = await iam.send(new GetUserCommand({ UserName }))
    expect(User?.Arn).toBe(arnOf(`user/elsewhere/${UserName.toUpperCase()}`))
  })

  test('refuses the name of another user, and a user who does not exist', async ({ iam }) => {
    const [UserName, taken] = [await newUser(iam), await newUser(iam)]
    await expectRefusal(
      iam.send(new UpdateUserCommand({ UserName, NewUserName: taken })),
      'EntityAlreadyExistsException',
      `User with name ${taken} already exists.`,
    )
    await expectNoUser(iam.send(new UpdateUserCommand({ UserName: 'absent', NewUserName: 'x' })), 'absent')
  })
})

describe('DeleteUser', () => {
  const remove = (UserName: string) => new DeleteUserCommand({ UserName })
  const mustFirst = (what: string) => `Cannot delete entity, must ${what} first.`

  test('deletes a user who has nothing but tags', async ({ iam }) => {
    const UserName = newName('tagged')
    await iam.send(new CreateUserCommand({ UserName, Tags: [{ Key: 'a', Value: 'b' }] }))
    await iam.send(remove(UserName))
    await expectNoUser(iam.send(new GetUserCommand({ UserName })), UserName)
    await expectNoUser(iam.send(remove(UserName)), UserName)
  })

  test('refuses a user who has access keys, groups or policies', async ({ iam, identities }) => {
    const user = await identities.addUser(newName('user'))
    const UserName = user.arn.slice(user.arn.lastIndexOf('/') + 1)
    await expectRefusal(iam.send(remove(UserName)), 'DeleteConflictException', mustFirst('delete access keys'))

    const member = await newUser(iam)
    await newGroup(iam, member)
    await expectRefusal(iam.send(remove(member)), 'DeleteConflictException', mustFirst('remove users from group'))

    const attached = await newUser(iam)
    const { User } = await iam.send(new GetUserCommand({ UserName: attached }))
    await identities.attachPolicy(User?.UserId ?? '', readOnly)
    await expectRefusal(iam.send(remove(attached)), 'DeleteConflictException', mustFirst('detach all policies'))

    const inline = await newUser(iam)
    const { User: other } = await iam.send(new GetUserCommand({ UserName: inline }))
    await identities.putInlinePolicy(other?.UserId ?? '', {})
    await expectRefusal(iam.send(remove(inline)), 'DeleteConflictException', mustFirst('delete policies'))
  })

  test('deletes a user so that a later one of the same name gets nothing of theirs', async ({ iam, server }) => {
    const UserName = await newUser(iam)
    const { User: before } = await iam.send(new GetUserCommand({ UserName }))
    await iam.send(remove(UserName))
    await newUser(iam, UserName)
    const { User: after } = await iam.send(new GetUserCommand({ UserName }))
    expect(after?.UserId).not.toBe(before?.UserId)
    expect(after?.Tags).toBeUndefined()
    // Rights that were given to the first are none of the second's.
    const credentials = await newKey(iam, UserName)
    const denied = iamOf(server, credentials).send(new ListUsersCommand({}))
    await expect(denied).rejects.toMatchObject({ name: 'AccessDenied' })
  })
})
