import { GetGroupCommand, ListGroupsForUserCommand, ListUsersCommand } from '@aws-sdk/client-iam'
import { paginateListUsers } from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { expectRefusal, iamOf, newGroup, newName, newUser, test } from './iam-test.ts'

describe('pages of IAM’s lists', () => {
  test('the SDK’s paginator turns the pages of ListUsers', async ({ iam }) => {
    const PathPrefix = `/${newName('path')}/`
    const created: string[] = []
    for (let count = 0; count < 7; count++) created.push(await newUser(iam, newName('u'), PathPrefix))
    const pages: string[][] = []
    for await (const { Users = [] } of paginateListUsers({ client: iam, pageSize: 3 }, { PathPrefix })) {
      pages.push(Users.map(({ UserName = '' }) => UserName))
    }
    expect(pages.map((page) => page.length)).toEqual([3, 3, 1])
    expect(pages.flat()).toEqual(created.sort())
  })

  test('a page that ends with the last user says that it is the last page', async ({ iam }) => {
    const PathPrefix = `/${newName('path')}/`
    await newUser(iam, newName('u'), PathPrefix)
    await newUser(iam, newName('u'), PathPrefix)
    const page = await iam.send(new ListUsersCommand({ PathPrefix, MaxItems: 2 }))
    expect([page.Users?.length, page.IsTruncated, page.Marker]).toEqual([2, false, undefined])
  })

  test('GetGroup pages through members, and ListGroupsForUser through groups', async ({ iam }) => {
    const members = [await newUser(iam), await newUser(iam), await newUser(iam)]
    const GroupName = await newGroup(iam, ...members)
    const first = await iam.send(new GetGroupCommand({ GroupName, MaxItems: 2 }))
    const second = await iam.send(new GetGroupCommand({ GroupName, Marker: first.Marker }))
    expect([first.IsTruncated, second.IsTruncated, second.Group]).toEqual([true, false, first.Group])
    const shown = [...(first.Users ?? []), ...(second.Users ?? [])].map(({ UserName }) => UserName)
    expect(shown.sort()).toEqual(members.sort())

    const UserName = members[0] ?? ''
    const groups = [GroupName, await newGroup(iam, UserName), await newGroup(iam, UserName)]
    const start = await iam.send(new ListGroupsForUserCommand({ UserName, MaxItems: 1 }))
    const rest = await iam.send(new ListGroupsForUserCommand({ UserName, Marker: start.Marker }))
    const names = [...(start.Groups ?? []), ...(rest.Groups ?? [])].map((group) => group.GroupName)
    expect(names.sort()).toEqual(groups.sort())
  })

  test('a marker fits into 320 characters, however long the names are', async ({ iam }) => {
    const PathPrefix = `/${newName('path')}/`
    for (const letter of ['a', 'b']) await newUser(iam, letter.repeat(64), PathPrefix)
    const page = await iam.send(new ListUsersCommand({ PathPrefix, MaxItems: 1 }))
    expect(page.Marker?.length).toBeLessThanOrEqual(320)
    const rest = await iam.send(new ListUsersCommand({ PathPrefix, Marker: page.Marker }))
    expect(rest.Users?.map(({ UserName }) => UserName)).toEqual(['b'.repeat(64)])
  })

  test('a marker is refused for another list and for another account', async ({ iam, server }) => {
    const PathPrefix = `/${newName('path')}/`
    for (let count = 0; count < 2; count++) await newUser(iam, newName('u'), PathPrefix)
    const { Marker } = await iam.send(new ListUsersCommand({ PathPrefix, MaxItems: 1 }))
    const other = iamOf(server, (await server.otherAccount('999999999999')).credentials)
    const refused = (answer: Promise<unknown>) => expectRefusal(answer, 'ValidationError', 'Invalid Marker.')
    await refused(iam.send(new ListUsersCommand({ Marker })))
    await refused(other.send(new ListUsersCommand({ PathPrefix, Marker })))
    await refused(iam.send(new ListUsersCommand({ Marker: 'x' })))
  })

  test('ListUsers refuses pages of 0 and of 1,001 users', async ({ iam }) => {
    for (const MaxItems of [0, 1001]) {
      await expect(iam.send(new ListUsersCommand({ MaxItems }))).rejects.toMatchObject({ name: 'ValidationError' })
    }
  })
})
