import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  GetRoleCommand,
  ListRolesCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
  UpdateRoleDescriptionCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { account, outputOf } from '../ecr-test.ts'
import { anyTrust, arnOf, expectRefusal, newName, newRole, newUser, test, trusting } from './iam-test.ts'

const noRole = (name: string) => `The role with name ${name} cannot be found.`

const trustOf = (document: string | undefined) => JSON.parse(decodeURIComponent(document ?? '')) as unknown

describe('CreateRole, GetRole', () => {
  test('show a role’s path, trust policy, session duration, boundary and tags as they were given', async ({ iam }) => {
    const RoleName = newName('Deploy')
    const { Role } = await outputOf(
      iam.send(
        new CreateRoleCommand({
          RoleName,
          Path: '/ci/',
          AssumeRolePolicyDocument: `\n${anyTrust} `,
          Description: 'Deploys',
          MaxSessionDuration: 7200,
          Tags: [{ Key: 'Team', Value: 'red' }],
          PermissionsBoundary: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
        }),
      ),
    )
    expect(Role).toEqual({
      Path: '/ci/',
      RoleName,
      RoleId: expect.stringMatching(/^AROA[A-Z2-7]{17}$/) as string,
      Arn: arnOf(`role/ci/${RoleName}`),
      CreateDate: expect.any(Date) as Date,
      AssumeRolePolicyDocument: encodeURIComponent(anyTrust),
      Description: 'Deploys',
      MaxSessionDuration: 7200,
      PermissionsBoundary: {
        PermissionsBoundaryType: 'PermissionsBoundaryPolicy',
        PermissionsBoundaryArn: 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly',
      },
      Tags: [{ Key: 'Team', Value: 'red' }],
      RoleLastUsed: {},
    })
    expect(await outputOf(iam.send(new GetRoleCommand({ RoleName })))).toEqual({ Role })
    const { Roles } = await iam.send(new ListRolesCommand({ PathPrefix: '/ci/' }))
    const { Tags: _, PermissionsBoundary: __, RoleLastUsed: ___, ...listed } = Role ?? {}
    expect(Roles).toEqual([listed])
  })

  test('a role’s sessions last an hour unless CreateRole says otherwise', async ({ iam }) => {
    const RoleName = await newRole(iam)
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
    expect(Role).toMatchObject({ Path: '/', MaxSessionDuration: 3600 })
    expect(Role).not.toHaveProperty('Description')
    expect(Role).not.toHaveProperty('Tags')
  })

  test('CreateRole refuses a name that is taken in another case', async ({ iam }) => {
    const RoleName = (await newRole(iam)).toUpperCase()
    const again = iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anyTrust }))
    await expectRefusal(again, 'EntityAlreadyExistsException', `Role with name ${RoleName} already exists.`)
  })

  test('CreateRole refuses a path that is reserved for service-linked roles', async ({ iam }) => {
    const Path = '/aws-service-role/ecr.amazonaws.com/'
    const answer = iam.send(
      new CreateRoleCommand({ RoleName: newName('role'), Path, AssumeRolePolicyDocument: anyTrust }),
    )
    await expectRefusal(answer, 'ValidationError', `The path ${Path} is reserved for service-linked roles.`)
  })
})

describe('a trust policy', () => {
  const create = (AssumeRolePolicyDocument: string, RoleName = newName('role')) =>
    new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument })

  test('may name accounts, users and roles that exist', async ({ iam }) => {
    const user = arnOf(`user/${await newUser(iam)}`)
    const role = arnOf(`role/${await newRole(iam)}`)
    const { Role } = await iam.send(create(trusting({ AWS: [account, user, role] })))
    expect(trustOf(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(trusting({ AWS: [arnOf('root'), user, role] })))
    for (const absent of [
      arnOf('user/absent'),
      arnOf('role/absent'),
      arnOf('root', '111122223333'),
      '111122223333',
      'arn:aws:sts::111122223333:assumed-role/a/b',
      'AIDAQAAAAAAAAAAAAAAAA',
      'AROAQAAAAAAAAAAAAAAAA',
      'nonsense',
    ]) {
      const sentence = `Invalid principal in policy: "AWS":"${absent}"`
      await expectRefusal(iam.send(create(trusting({ AWS: absent }))), 'MalformedPolicyDocumentException', sentence)
    }
  })

  test('may name services of AWS in any region, and no invented ones', async ({ iam }) => {
    const Service = ['ecs-tasks.amazonaws.com', 'states.eu-west-1.amazonaws.com', 'ec2.amazonaws.com.cn']
    const { Role } = await iam.send(create(trusting({ Service })))
    expect(trustOf(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(trusting({ Service })))
    const RoleName = await newRole(iam)
    for (const invented of ['foo.example.com', 'foo.amazonaws.com', 'amazonaws.com', 'ec2.nowhere.amazonaws.com']) {
      const sentence = `Invalid principal in policy: "SERVICE":"${invented}"`
      const document = trusting({ Service: ['ec2.amazonaws.com', invented] })
      await expectRefusal(iam.send(create(document)), 'MalformedPolicyDocumentException', sentence)
      const update = iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }))
      await expectRefusal(update, 'MalformedPolicyDocumentException', sentence)
    }
  })

  test('may name identity providers, which need not exist', async ({ iam }) => {
    for (const Federated of [
      'cognito-identity.amazonaws.com',
      arnOf('oidc-provider/token.actions.githubusercontent.com'),
    ]) {
      const document = trusting({ Federated }, 'sts:AssumeRoleWithWebIdentity')
      const { Role } = await iam.send(create(document))
      expect(trustOf(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(document))
    }
  })

  test('shows a deleted user by their id, and does not mean a later user of the same name', async ({ iam }) => {
    const UserName = newName('user')
    const { User } = await iam.send(new CreateUserCommand({ UserName }))
    const RoleName = await newRole(iam, trusting({ AWS: arnOf(`user/${UserName}`) }))
    await iam.send(new DeleteUserCommand({ UserName }))
    await newUser(iam, UserName)
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
    expect(trustOf(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(trusting({ AWS: User?.UserId ?? '' })))
  })

  test.for([
    ['not JSON', 'Syntax errors in policy.'],
    [
      trusting({ AWS: account }, 'ecr:GetAuthorizationToken'),
      'AssumeRole policy may only specify STS AssumeRole actions.',
    ],
    [
      JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', Action: 'sts:AssumeRole' } }),
      'Missing required field Principal',
    ],
    [
      JSON.stringify({
        Version: '2012-10-17',
        Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: '*', Resource: '*' },
      }),
      'Has prohibited field Resource',
    ],
  ] as const)('is refused: %s', async ([document, sentence], { iam }) => {
    await expectRefusal(iam.send(create(document)), 'MalformedPolicyDocumentException', sentence)
    const RoleName = await newRole(iam)
    const update = iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument: document }))
    await expectRefusal(update, 'MalformedPolicyDocumentException', sentence)
  })

  test('may have 2,048 characters, blanks not counted, and no more', async ({ iam }) => {
    const sized = (size: number) => {
      const policy = { ...(JSON.parse(anyTrust) as object), Id: '' }
      return JSON.stringify({ ...policy, Id: 'x'.repeat(size - JSON.stringify(policy).length) })
    }
    await iam.send(create(`${sized(2048)}${' '.repeat(100)}`))
    const sentence = 'Cannot exceed quota for ACLSizePerRole: 2048'
    await expectRefusal(iam.send(create(sized(2049))), 'LimitExceededException', sentence)
  })

  test('is replaced as a whole by UpdateAssumeRolePolicy', async ({ iam }) => {
    const RoleName = await newRole(iam)
    const PolicyDocument = trusting({ AWS: '*' })
    await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }))
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
    expect(trustOf(Role?.AssumeRolePolicyDocument)).toEqual(JSON.parse(PolicyDocument))
    const absent = iam.send(new UpdateAssumeRolePolicyCommand({ RoleName: 'absent', PolicyDocument }))
    await expectRefusal(absent, 'NoSuchEntityException', noRole('absent'))
  })
})

describe('UpdateRole, UpdateRoleDescription', () => {
  test('keep what the request does not give', async ({ iam }) => {
    const RoleName = await newRole(iam)
    await iam.send(new UpdateRoleCommand({ RoleName, Description: 'one' }))
    await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration: 43200 }))
    const { Role } = await iam.send(new GetRoleCommand({ RoleName }))
    expect(Role).toMatchObject({ Description: 'one', MaxSessionDuration: 43200 })
    const { Role: described } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: 'two' }))
    expect(described).toEqual({ ...Role, Description: 'two' })
    const { Role: without } = await iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: '' }))
    expect(without).not.toHaveProperty('Description')
  })

  test('refuse a role that does not exist', async ({ iam }) => {
    const RoleName = 'absent'
    await expectRefusal(iam.send(new UpdateRoleCommand({ RoleName })), 'NoSuchEntityException', noRole(RoleName))
    const describe = iam.send(new UpdateRoleDescriptionCommand({ RoleName, Description: '' }))
    await expectRefusal(describe, 'NoSuchEntityException', noRole(RoleName))
  })
})

describe('DeleteRole', () => {
  test('refuses a role that has policies', async ({ iam, identities }) => {
    const RoleName = newName('role')
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anyTrust }))
    const id = Role?.RoleId ?? ''
    const remove = () => iam.send(new DeleteRoleCommand({ RoleName }))
    await identities.putInlinePolicy(id, {})
    await expectRefusal(remove(), 'DeleteConflictException', 'Cannot delete entity, must delete policies first.')
    await identities.removeInlinePolicy(id)
    await remove()
    await expectRefusal(remove(), 'NoSuchEntityException', noRole(RoleName))
  })

  test('ends the sessions of the role', async ({ iam, identities }) => {
    const RoleName = newName('role')
    const { Role } = await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: anyTrust }))
    const session = await identities.assumeRole(RoleName, Role?.RoleId ?? '')
    expect((await session.registry.request('GET', '/v2/')).status).toBe(200)
    await iam.send(new DeleteRoleCommand({ RoleName }))
    expect((await session.registry.request('GET', '/v2/')).status).toBe(401)
  })
})
