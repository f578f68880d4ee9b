import {
  CreateRoleCommand,
  CreateServiceLinkedRoleCommand,
  CreateUserCommand,
  DeleteUserCommand,
  GetAccessKeyLastUsedCommand,
  GetRoleCommand,
  GetUserCommand,
  ListAccessKeysCommand,
  ListUsersCommand,
  TagUserCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { identitiesOf, policyOf } from '../../support/identities.ts'
import { storedRows } from '../../support/stored-rows.ts'
import { strangerAccount } from '../ecr-test.ts'
import {
  anyTrust,
  arnOf,
  expectDenied,
  expectNoUser,
  iamOf,
  newKey,
  newName,
  newRole,
  newUser,
  test,
} from './iam-test.ts'

describe('rights are on ARNs, of which the path is a part', () => {
  test('a right on the users below a path does not cover users elsewhere', async ({ iam, allowed }) => {
    const developer = await newUser(iam, newName('dev'), '/dev/')
    const tester = await newUser(iam, newName('test'), '/test/')
    const lead = await allowed({ Action: 'iam:*', Resource: arnOf('user/dev/*') })
    await lead.iam.send(new GetUserCommand({ UserName: developer.toUpperCase() }))
    const denied = lead.iam.send(new GetUserCommand({ UserName: tester }))
    await expectDenied(denied, lead, 'iam:GetUser', `user ${tester}`)
    await lead.iam.send(new CreateUserCommand({ UserName: newName('new'), Path: '/dev/' }))
    const UserName = newName('new')
    const elsewhere = lead.iam.send(new CreateUserCommand({ UserName }))
    await expectDenied(elsewhere, lead, 'iam:CreateUser', arnOf(`user/${UserName}`))
    await lead.iam.send(new ListUsersCommand({ PathPrefix: '/dev/' }))
    await expectDenied(lead.iam.send(new ListUsersCommand({})), lead, 'iam:ListUsers', arnOf('user/'))
  })

  test('UpdateUser can’t move a user to a path that the caller has no right on', async ({ iam, allowed }) => {
    const UserName = await newUser(iam, newName('dev'), '/dev/')
    const lead = await allowed({ Action: 'iam:UpdateUser', Resource: arnOf('user/dev/*') })
    const move = (NewPath: string) => lead.iam.send(new UpdateUserCommand({ UserName, NewPath }))
    await expectDenied(move('/admin/'), lead, 'iam:UpdateUser', arnOf(`user/admin/${UserName}`))
    await move('/dev/senior/')
  })

  test('a right on the user of the caller’s own name covers the caller’s own keys, and nobody else’s', async ({
    iam,
    server,
    identities,
  }) => {
    const UserName = await newUser(iam)
    const { User } = await iam.send(new GetUserCommand({ UserName }))
    await identities.putInlinePolicy(
      User?.UserId ?? '',
      policyOf({ Action: 'iam:*AccessKey*', Resource: 'arn:aws:iam::*:user/${aws:username}' }),
    )
    const credentials = await newKey(iam, UserName)
    const himself = { arn: arnOf(`user/${UserName}`), iam: iamOf(server, credentials) }
    await himself.iam.send(new ListAccessKeysCommand({}))
    await himself.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId: credentials.accessKeyId }))
    const other = await newUser(iam)
    const { accessKeyId: AccessKeyId } = await newKey(iam, other)
    for (const [action, shownAs, ask] of [
      ['iam:ListAccessKeys', `user ${other}`, () => himself.iam.send(new ListAccessKeysCommand({ UserName: other }))],
      [
        'iam:GetAccessKeyLastUsed',
        `access key ${AccessKeyId}`,
        () => himself.iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId })),
      ],
    ] as const) {
      await expectDenied(ask(), himself, action, shownAs)
    }
  })
})

describe('conditions on IAM’s operations', () => {
  test('CreateUser with tags takes iam:TagUser too, and conditions see the tags', async ({ allowed }) => {
    const creator = await allowed({ Action: 'iam:CreateUser' })
    const UserName = newName('tagged')
    const tagged = (Value: string) => new CreateUserCommand({ UserName, Tags: [{ Key: 'Team', Value }] })
    await expectDenied(creator.iam.send(tagged('red')), creator, 'iam:TagUser', arnOf(`user/${UserName}`))
    const ofTeam = { Condition: { StringEquals: { 'aws:RequestTag/team': 'red' } } }
    const tagger = await allowed({ Action: ['iam:CreateUser', 'iam:TagUser'], ...ofTeam })
    await expectDenied(tagger.iam.send(tagged('blue')), tagger, 'iam:CreateUser', arnOf(`user/${UserName}`))
    await tagger.iam.send(tagged('red'))
  })

  test('a condition can demand that new users and roles have a permissions boundary', async ({ allowed }) => {
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'
    const withBoundary = { Condition: { StringEquals: { 'iam:PermissionsBoundary': PermissionsBoundary } } }
    const lead = await allowed({ Action: ['iam:CreateUser', 'iam:CreateRole'], ...withBoundary })
    const UserName = newName('bounded')
    const without = lead.iam.send(new CreateUserCommand({ UserName }))
    await expectDenied(without, lead, 'iam:CreateUser', arnOf(`user/${UserName}`))
    await lead.iam.send(new CreateUserCommand({ UserName, PermissionsBoundary }))
    const RoleName = newName('bounded')
    const role = new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anyTrust })
    await expectDenied(lead.iam.send(role), lead, 'iam:CreateRole', arnOf(`role/${RoleName}`))
  })

  test.for(['aws', 'iam'])(
    'the condition key %s:ResourceTag has the tags of the user or role',
    async (prefix, { iam, allowed }) => {
      const [red, blue] = [await newUser(iam), await newUser(iam)]
      await iam.send(new TagUserCommand({ UserName: red, Tags: [{ Key: 'Team', Value: 'red' }] }))
      await iam.send(new TagUserCommand({ UserName: blue, Tags: [{ Key: 'Team', Value: 'blue' }] }))
      const ofRed = { Condition: { StringEquals: { [`${prefix}:ResourceTag/team`]: 'red' } } }
      const lead = await allowed({ Action: ['iam:GetUser', 'iam:GetRole'], ...ofRed })
      const get = (UserName: string) => lead.iam.send(new GetUserCommand({ UserName }))
      await get(red)
      await expectDenied(get(blue), lead, 'iam:GetUser', `user ${blue}`)
      const RoleName = await newRole(iam)
      const role = lead.iam.send(new GetRoleCommand({ RoleName }))
      await expectDenied(role, lead, 'iam:GetRole', `role ${RoleName}`)
      // The tag that was taken away counts no more at the next request.
      await iam.send(new TagUserCommand({ UserName: red, Tags: [{ Key: 'TEAM', Value: 'green' }] }))
      await expectDenied(get(red), lead, 'iam:GetUser', `user ${red}`)
    },
  )

  test('the condition key iam:AWSServiceName has the service of a service-linked role', async ({ allowed }) => {
    const replication = 'replication.ecr.amazonaws.com'
    const ofReplication = { Condition: { StringEquals: { 'iam:AWSServiceName': replication } } }
    const user = await allowed({ Action: 'iam:CreateServiceLinkedRole', ...ofReplication })
    const create = (AWSServiceName: string) => user.iam.send(new CreateServiceLinkedRoleCommand({ AWSServiceName }))
    await create(replication)
    const resource = arnOf('role/aws-service-role/ecr.amazonaws.com/AWSServiceRoleForECRTemplate')
    await expectDenied(create('ecr.amazonaws.com'), user, 'iam:CreateServiceLinkedRole', resource)
  })
})

describe('users of other accounts', () => {
  test('root of another account sees and changes the users of its own account only', async ({ iam, server }) => {
    const UserName = await newUser(iam, newName('shared'), '/ours/')
    const stranger = iamOf(server, (await server.otherAccount(strangerAccount)).credentials)
    await expectNoUser(stranger.send(new GetUserCommand({ UserName })), UserName)
    await expectNoUser(stranger.send(new DeleteUserCommand({ UserName })), UserName)
    const { User } = await stranger.send(new CreateUserCommand({ UserName }))
    expect(User?.Arn).toBe(arnOf(`user/${UserName}`, strangerAccount))
    expect((await stranger.send(new ListUsersCommand({}))).Users).toEqual([User])
    expect((await iam.send(new GetUserCommand({ UserName }))).User?.Arn).toBe(arnOf(`user/ours/${UserName}`))
  })

  test('no policy gives a right to users of another account', async ({ iam, server }) => {
    await server.otherAccount(strangerAccount)
    const foreigners = identitiesOf(server, strangerAccount)
    const foreigner = await foreigners.addUser(newName('foreigner'))
    await foreigners.putInlinePolicy(foreigner.id, policyOf({ Action: 'iam:*', Resource: arnOf('*') }))
    const UserName = await newUser(iam)
    const denied = iamOf(server, foreigner.credentials).send(new GetUserCommand({ UserName }))
    await expectDenied(denied, foreigner, 'iam:GetUser', `user ${UserName}`)
  })
})

test('a request that is denied changes nothing', async ({ server, identities }) => {
  const nobody = await identities.addUser(newName('nobody'))
  const iam = iamOf(server, nobody.credentials)
  const before = await storedRows(server.running.ctx.database)
  const UserName = newName('user')
  await expectDenied(iam.send(new CreateUserCommand({ UserName })), nobody, 'iam:CreateUser', arnOf(`user/${UserName}`))
  expect(await storedRows(server.running.ctx.database)).toEqual(before)
})
