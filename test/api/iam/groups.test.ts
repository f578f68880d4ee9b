import { DescribeRepositoriesCommand } from '@aws-sdk/client-ecr'
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  GetGroupCommand,
  GetUserCommand,
  ListGroupsCommand,
  ListGroupsForUserCommand,
  RemoveUserFromGroupCommand,
  UpdateGroupCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { outputOf } from '../ecr-test.ts'
import { arnOf, expectNoUser, expectRefusal, newGroup, newName, newUser, test } from './iam-test.ts'

const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
const noGroup = (name: string) => `The group with name ${name} cannot be found.`
const mustFirst = (what: string) => `Cannot delete entity, must ${what} first.`
const nameOf = (arn: string) => arn.slice(arn.lastIndexOf('/') + 1)

describe('groups', () => {
  test('a new group is shown by CreateGroup, GetGroup and ListGroups', async ({ iam }) => {
    const GroupName = newName('Developers')
    const { Group } = await outputOf(iam.send(new CreateGroupCommand({ GroupName, Path: '/team/' })))
    expect(Group).toEqual({
      Path: '/team/',
      GroupName,
      GroupId: expect.stringMatching(/^AGPA[A-Z2-7]{17}$/) as string,
      Arn: arnOf(`group/team/${GroupName}`),
      CreateDate: expect.any(Date) as Date,
    })
    const shown = { Group, Users: [], IsTruncated: false }
    expect(await outputOf(iam.send(new GetGroupCommand({ GroupName: GroupName.toLowerCase() })))).toEqual(shown)
    const { Groups } = await iam.send(new ListGroupsCommand({ PathPrefix: '/team/' }))
    expect(Groups).toEqual([Group])
  })

  test('CreateGroup refuses a name that is taken in another case', async ({ iam }) => {
    const GroupName = await newGroup(iam)
    await expectRefusal(
      iam.send(new CreateGroupCommand({ GroupName: GroupName.toUpperCase() })),
      'EntityAlreadyExistsException',
      `Group with name ${GroupName.toUpperCase()} already exists.`,
    )
  })

  test('a group with a new name and path keeps its id and its members', async ({ iam }) => {
    const UserName = await newUser(iam)
    const GroupName = await newGroup(iam, UserName)
    const { Group: before } = await iam.send(new GetGroupCommand({ GroupName }))
    const NewGroupName = newName('renamed')
    await iam.send(new UpdateGroupCommand({ GroupName, NewGroupName, NewPath: '/new/' }))
    const { Group, Users } = await iam.send(new GetGroupCommand({ GroupName: NewGroupName }))
    expect(Group).toMatchObject({ GroupId: before?.GroupId, Arn: arnOf(`group/new/${NewGroupName}`) })
    expect(Users?.map((user) => user.UserName)).toEqual([UserName])
    const absent = iam.send(new UpdateGroupCommand({ GroupName, NewGroupName: 'x' }))
    await expectRefusal(absent, 'NoSuchEntityException', noGroup(GroupName))
    const taken = await newGroup(iam)
    await expectRefusal(
      iam.send(new UpdateGroupCommand({ GroupName: NewGroupName, NewGroupName: taken })),
      'EntityAlreadyExistsException',
      `Group with name ${taken} already exists.`,
    )
  })

  test('DeleteGroup refuses a group that has members or policies', async ({ iam, identities }) => {
    const UserName = await newUser(iam)
    const GroupName = await newGroup(iam, UserName)
    const remove = () => iam.send(new DeleteGroupCommand({ GroupName }))
    await expectRefusal(remove(), 'DeleteConflictException', mustFirst('remove users from group'))
    await iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName }))
    const { Group } = await iam.send(new GetGroupCommand({ GroupName }))
    await identities.putInlinePolicy(Group?.GroupId ?? '', {})
    await expectRefusal(remove(), 'DeleteConflictException', mustFirst('delete policies'))
    await identities.removeInlinePolicy(Group?.GroupId ?? '')
    await remove()
    await expectRefusal(remove(), 'NoSuchEntityException', noGroup(GroupName))
    await expectRefusal(iam.send(new GetGroupCommand({ GroupName })), 'NoSuchEntityException', noGroup(GroupName))
  })
})

describe('members of a group', () => {
  test('are added and removed, and the same request a second time changes nothing', async ({ iam }) => {
    const UserName = await newUser(iam)
    const GroupName = await newGroup(iam, UserName, UserName)
    const { Users } = await iam.send(new GetGroupCommand({ GroupName }))
    const { User } = await iam.send(new GetUserCommand({ UserName }))
    expect(Users).toEqual([User])
    const { Groups } = await iam.send(new ListGroupsForUserCommand({ UserName }))
    expect(Groups?.map((group) => group.GroupName)).toEqual([GroupName])
    for (let twice = 0; twice < 2; twice++) await iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName }))
    expect((await iam.send(new GetGroupCommand({ GroupName }))).Users).toEqual([])
    expect((await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups).toEqual([])
  })

  test('AddUserToGroup and RemoveUserFromGroup refuse a user or a group that does not exist', async ({ iam }) => {
    const [UserName, GroupName] = [await newUser(iam), await newGroup(iam)]
    for (const Command of [AddUserToGroupCommand, RemoveUserFromGroupCommand]) {
      await expectNoUser(iam.send(new Command({ GroupName, UserName: 'absent' })), 'absent')
      const answer = iam.send(new Command({ GroupName: 'absent', UserName }))
      await expectRefusal(answer, 'NoSuchEntityException', noGroup('absent'))
    }
    await expectNoUser(iam.send(new ListGroupsForUserCommand({ UserName: 'absent' })), 'absent')
  })

  test('AddUserToGroup refuses an eleventh group of a user', async ({ iam }) => {
    const UserName = await newUser(iam)
    for (let count = 0; count < 10; count++) await newGroup(iam, UserName)
    const GroupName = await newGroup(iam)
    const eleventh = iam.send(new AddUserToGroupCommand({ GroupName, UserName }))
    await expectRefusal(eleventh, 'LimitExceededException', 'Cannot exceed quota for GroupsPerUser: 10')
    expect((await iam.send(new ListGroupsForUserCommand({ UserName }))).Groups).toHaveLength(10)
  })

  test('have the rights of the group from the next request on, until they are removed from it', async ({
    iam,
    identities,
  }) => {
    const user = await identities.addUser(newName('member'))
    const GroupName = await newGroup(iam)
    const { Group } = await iam.send(new GetGroupCommand({ GroupName }))
    await identities.attachPolicy(Group?.GroupId ?? '', readOnly)
    const asks = [
      () => user.ecr.send(new DescribeRepositoriesCommand()).then(() => 200, statusOf),
      () => user.registry.request('GET', '/v2/_catalog').then(({ status }) => status),
    ]
    const answers = () => Promise.all(asks.map((ask) => ask()))
    expect(await answers()).toEqual([400, 403])
    await iam.send(new AddUserToGroupCommand({ GroupName, UserName: nameOf(user.arn) }))
    expect(await answers()).toEqual([200, 200])
    await iam.send(new RemoveUserFromGroupCommand({ GroupName, UserName: nameOf(user.arn) }))
    expect(await answers()).toEqual([400, 403])
  })
})

const statusOf = (error: { $metadata?: { httpStatusCode?: number } }) => error.$metadata?.httpStatusCode
