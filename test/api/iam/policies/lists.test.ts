import {
  AttachGroupPolicyCommand,
  AttachRolePolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  type IAMClient,
  ListEntitiesForPolicyCommand,
  type ListEntitiesForPolicyCommandInput,
  ListPoliciesCommand,
  type ListPoliciesCommandInput,
  type Policy,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam'
import { describe, expect } from 'vitest'
import { arnOf, expectRefusal, iamOf, newGroup, newName, newRole, newUser, test as base } from '../iam-test.ts'
import { allowing, newPolicy, readOnly } from './policy-test.ts'

const ofServices = [
  'AWSECRPullThroughCache_ServiceRolePolicy',
  'ECRReplicationServiceRolePolicy',
  'ECRTemplateServiceRolePolicy',
]

const ofAws = [
  'AdministratorAccess',
  'AmazonEC2ContainerRegistryFullAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonEC2ContainerRegistryPullOnly',
  'AmazonEC2ContainerRegistryReadOnly',
  'AmazonECSTaskExecutionRolePolicy',
  'AmazonEKS_CNI_Policy',
  'AmazonEKSWorkerNodePolicy',
  'AmazonElasticContainerRegistryPublicFullAccess',
  'AmazonElasticContainerRegistryPublicPowerUser',
  'AmazonElasticContainerRegistryPublicReadOnly',
  'AmazonSSMManagedInstanceCore',
  'AWSECRPullThroughCache_ServiceRolePolicy',
  'AWSLambdaBasicExecutionRole',
  'CloudWatchAgentServerPolicy',
  'ECRReplicationServiceRolePolicy',
  'ECRTemplateServiceRolePolicy',
  'IAMFullAccess',
  'IAMReadOnlyAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
  'SecurityAudit',
]

/** An account with a policy that is attached, one that is a boundary, and one that nobody has. */
const test = base.extend('filled', { scope: 'file' }, async ({ server }) => {
  const iam = iamOf(server, (await server.otherAccount('444455556666')).credentials)
  const UserName = await newUser(iam)
  const arns: string[] = []
  for (const [PolicyName, Path] of [
    ['Attached', '/dev/'],
    ['boundary', '/'],
    ['unused', '/dev/tools/'],
  ] as const) {
    const input = { PolicyName, Path, PolicyDocument: allowing('ecr:*') }
    arns.push((await iam.send(new CreatePolicyCommand(input))).Policy?.Arn ?? '')
  }
  const [attached = '', boundary = ''] = arns
  for (const PolicyArn of [attached, readOnly]) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: boundary }))
  return iam
})

async function listAll(iam: IAMClient, input: ListPoliciesCommandInput = {}): Promise<readonly Policy[]> {
  const { Policies = [], Marker } = await iam.send(new ListPoliciesCommand(input))
  return Marker === undefined ? Policies : [...Policies, ...(await listAll(iam, { ...input, Marker }))]
}

const namesOf = (policies: readonly Policy[]) => policies.map(({ PolicyName }) => PolicyName)

describe('ListPolicies', () => {
  test.for<[ListPoliciesCommandInput, readonly string[]]>([
    [{}, ['Attached', 'boundary', 'unused', ...ofAws]],
    [{ Scope: 'Local' }, ['Attached', 'boundary', 'unused']],
    [{ Scope: 'AWS' }, ofAws],
    [{ OnlyAttached: true }, ['Attached', 'AmazonEC2ContainerRegistryReadOnly']],
    [{ PolicyUsageFilter: 'PermissionsPolicy', Scope: 'Local' }, ['Attached']],
    [{ PolicyUsageFilter: 'PermissionsBoundary' }, ['boundary']],
    [{ PathPrefix: '/dev/' }, ['Attached', 'unused']],
    [{ PathPrefix: '/aws-service-role/' }, ofServices],
    [{ PathPrefix: '/service-role/' }, ['AmazonECSTaskExecutionRolePolicy', 'AWSLambdaBasicExecutionRole']],
    [{ PathPrefix: '/dev/', OnlyAttached: true, PolicyUsageFilter: 'PermissionsBoundary' }, []],
  ])('finds the policies that %j selects, in pages of any size', async ([input, names], { filled }) => {
    expect(namesOf(await listAll(filled, input))).toEqual(names)
    expect(namesOf(await listAll(filled, { ...input, MaxItems: 1 }))).toEqual(names)
    expect(namesOf(await listAll(filled, { ...input, MaxItems: 2 }))).toEqual(names)
  })

  test('shows everything of a policy except its description and tags', async ({ filled }) => {
    const [attached] = await listAll(filled)
    expect(attached).toEqual({
      PolicyName: 'Attached',
      PolicyId: expect.stringMatching(/^ANPA/) as string,
      Arn: 'arn:aws:iam::444455556666:policy/dev/Attached',
      Path: '/dev/',
      DefaultVersionId: 'v1',
      AttachmentCount: 1,
      PermissionsBoundaryUsageCount: 0,
      IsAttachable: true,
      CreateDate: expect.any(Date) as Date,
      UpdateDate: expect.any(Date) as Date,
    })
  })

  test('refuses a marker of another list or of another account', async ({ filled, iam }) => {
    const { Marker } = await filled.send(new ListPoliciesCommand({ MaxItems: 1 }))
    for (const ask of [
      () => filled.send(new ListPoliciesCommand({ Marker, Scope: 'Local' })),
      () => iam.send(new ListPoliciesCommand({ Marker })),
    ]) {
      await expectRefusal(ask(), 'ValidationError', 'Invalid Marker.')
    }
  })
})

describe('ListEntitiesForPolicy', () => {
  const list = async (iam: IAMClient, input: ListEntitiesForPolicyCommandInput) => {
    const { PolicyUsers, PolicyGroups, PolicyRoles, IsTruncated, Marker } = await iam.send(
      new ListEntitiesForPolicyCommand(input),
    )
    const users = PolicyUsers?.map(({ UserName }) => UserName)
    const groups = PolicyGroups?.map(({ GroupName }) => GroupName)
    const roles = PolicyRoles?.map(({ RoleName }) => RoleName)
    return { users, groups, roles, IsTruncated, Marker }
  }

  test('finds the users, groups and roles that have a policy, attached or as their boundary', async ({ iam }) => {
    const PolicyArn = await newPolicy(iam)
    const [user, bounded, group, role] = [
      await newUser(iam),
      newName('bounded'),
      await newGroup(iam),
      await newRole(iam),
    ]
    await iam.send(new CreateUserCommand({ UserName: bounded, Path: '/dev/', PermissionsBoundary: PolicyArn }))
    await iam.send(new AttachUserPolicyCommand({ UserName: user, PolicyArn }))
    await iam.send(new AttachGroupPolicyCommand({ GroupName: group, PolicyArn }))
    await iam.send(new AttachRolePolicyCommand({ RoleName: role, PolicyArn }))
    const nobody = { users: [], groups: [], roles: [] }
    const all = await list(iam, { PolicyArn })
    expect([all.users?.toSorted(), all.groups, all.roles]).toEqual([[bounded, user], [group], [role]])
    expect(await list(iam, { PolicyArn, PolicyUsageFilter: 'PermissionsPolicy' })).toMatchObject({ users: [user] })
    expect(await list(iam, { PolicyArn, PolicyUsageFilter: 'PermissionsBoundary' })).toMatchObject({
      ...nobody,
      users: [bounded],
    })
    expect(await list(iam, { PolicyArn, EntityFilter: 'Role' })).toMatchObject({ ...nobody, roles: [role] })
    expect(await list(iam, { PolicyArn, EntityFilter: 'LocalManagedPolicy' })).toMatchObject(nobody)
    expect(await list(iam, { PolicyArn, PathPrefix: '/dev/' })).toMatchObject({ ...nobody, users: [bounded] })
  })

  test('pages through users and roles', async ({ iam }) => {
    const [PolicyArn, users] = [await newPolicy(iam), [await newUser(iam), await newUser(iam), await newUser(iam)]]
    for (const UserName of users) await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
    const RoleName = await newRole(iam)
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }))
    const found: unknown[] = []
    let Marker: string | undefined
    do {
      const page = await list(iam, { PolicyArn, MaxItems: 1, Marker })
      found.push(...(page.users ?? []), ...(page.roles ?? []))
      Marker = page.Marker
    } while (Marker !== undefined)
    expect(found.toSorted()).toEqual([RoleName, ...users].toSorted())
  })

  test('finds only the users of the account that have a policy of AWS', async ({ iam, filled }) => {
    const UserName = await newUser(iam)
    await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: readOnly }))
    expect((await list(iam, { PolicyArn: readOnly })).users).toEqual([UserName])
    expect((await list(filled, { PolicyArn: readOnly })).users).toHaveLength(1)
  })

  test('refuses a policy that does not exist', async ({ iam }) => {
    const PolicyArn = arnOf('policy/absent')
    const refusal = `Policy ${PolicyArn} was not found.`
    await expectRefusal(list(iam, { PolicyArn }), 'NoSuchEntityException', refusal)
  })
})
