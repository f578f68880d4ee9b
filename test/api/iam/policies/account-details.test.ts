import {
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreatePolicyVersionCommand,
  GetAccountAuthorizationDetailsCommand,
  type GetAccountAuthorizationDetailsCommandInput,
  type GetAccountAuthorizationDetailsResponse,
  type IAMClient,
  PutRolePolicyCommand,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
  TagUserCommand,
} from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { anyTrust, iamOf, newGroup, newRole, newUser, test as base } from '../iam-test.ts'
import { allowing, decoded, newPolicy, readOnly } from './policy-test.ts'

/** An account of its own, in which everybody has something. */
const test = base.extend('filled', { scope: 'file' }, async ({ server }) => {
  const iam = iamOf(server, (await server.otherAccount('444455556666')).credentials)
  const UserName = await newUser(iam, 'diego', '/dev/')
  await newUser(iam, 'ana')
  const GroupName = await newGroup(iam, UserName)
  const RoleName = await newRole(iam, anyTrust, 'build')
  const PolicyArn = await newPolicy(iam, 'ecr:PutImage', 'push')
  await newPolicy(iam, 'ecr:ListImages', 'unused')
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument: allowing('ecr:*'), SetAsDefault: true }))
  await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn }))
  await iam.send(new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: PolicyArn }))
  await iam.send(new TagUserCommand({ UserName, Tags: [{ Key: 'Team', Value: 'red' }] }))
  await iam.send(new AttachGroupPolicyCommand({ GroupName, PolicyArn: readOnly }))
  for (const PolicyName of ['one', 'two']) {
    await iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument: allowing('ecr:*') }))
  }
  await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'pull', PolicyDocument: allowing('ecr:*') }))
  return { iam, GroupName, PolicyArn }
})

async function details(
  iam: IAMClient,
  input: GetAccountAuthorizationDetailsCommandInput = {},
): Promise<GetAccountAuthorizationDetailsResponse> {
  const { $metadata: _, ...answer } = await iam.send(new GetAccountAuthorizationDetailsCommand(input))
  return answer
}

test('GetAccountAuthorizationDetails shows all users, groups, roles and policies of an account', async ({
  filled: { iam, GroupName, PolicyArn },
}) => {
  const answer = await details(iam)
  const anInstant = expect.any(Date) as Date
  const attached = [{ PolicyName: 'push', PolicyArn }]
  expect(answer.IsTruncated).toBe(false)
  expect(answer.UserDetailList?.map(({ UserName }) => UserName)).toEqual(['ana', 'diego'])
  expect(answer.UserDetailList?.[1]).toEqual({
    UserName: 'diego',
    UserId: expect.stringMatching(/^AIDA/) as string,
    Path: '/dev/',
    Arn: 'arn:aws:iam::444455556666:user/dev/diego',
    CreateDate: anInstant,
    UserPolicyList: ['one', 'two'].map((PolicyName) => ({
      PolicyName,
      PolicyDocument: encodeURIComponent(allowing('ecr:*')).replaceAll('*', '%2A'),
    })),
    GroupList: [GroupName],
    AttachedManagedPolicies: attached,
    PermissionsBoundary: { PermissionsBoundaryArn: PolicyArn, PermissionsBoundaryType: 'PermissionsBoundaryPolicy' },
    Tags: [{ Key: 'Team', Value: 'red' }],
  })
  expect(answer.GroupDetailList).toMatchObject([
    {
      GroupName,
      GroupPolicyList: [],
      AttachedManagedPolicies: [{ PolicyName: 'AmazonEC2ContainerRegistryReadOnly', PolicyArn: readOnly }],
    },
  ])
  const [role] = answer.RoleDetailList ?? []
  expect(role).toMatchObject({ RoleName: 'build', InstanceProfileList: [], RolePolicyList: [{ PolicyName: 'pull' }] })
  expect(JSON.parse(decoded(role?.AssumeRolePolicyDocument))).toEqual(JSON.parse(anyTrust))
  expect(answer.Policies?.map(({ PolicyName }) => PolicyName)).toEqual([
    'push',
    'unused',
    'AmazonEC2ContainerRegistryReadOnly',
  ])
  expect(answer.Policies?.[0]).toMatchObject({ Arn: PolicyArn, AttachmentCount: 1, PermissionsBoundaryUsageCount: 1 })
  const versions = answer.Policies?.[0]?.PolicyVersionList?.map((version) => [
    version.VersionId,
    version.IsDefaultVersion,
    decoded(version.Document),
  ])
  expect(versions).toEqual([
    ['v2', true, allowing('ecr:*')],
    ['v1', false, allowing('ecr:PutImage')],
  ])
})

test('GetAccountAuthorizationDetails shows only the kinds that its filter names', async ({ filled: { iam } }) => {
  const nothing = { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] }
  expect(await details(iam, { Filter: ['Role'] })).toMatchObject({
    ...nothing,
    RoleDetailList: [{ RoleName: 'build' }],
  })
  expect(await details(iam, { Filter: ['AWSManagedPolicy'] })).toMatchObject({
    ...nothing,
    Policies: [{ Arn: readOnly }],
  })
  const { Policies, GroupDetailList } = await details(iam, { Filter: ['LocalManagedPolicy', 'Group'] })
  expect([Policies?.length, GroupDetailList?.length]).toEqual([2, 1])
})

test('GetAccountAuthorizationDetails shows everything once, page by page', async ({ filled: { iam } }) => {
  const whole = await details(iam)
  for (const MaxItems of [1, 2, 3]) {
    const seen: unknown[] = []
    let Marker: string | undefined
    do {
      const page = await details(iam, { MaxItems, Marker })
      const { UserDetailList = [], GroupDetailList = [], RoleDetailList = [], Policies = [] } = page
      const items = [...UserDetailList, ...GroupDetailList, ...RoleDetailList, ...Policies]
      expect(items.length).toBeLessThanOrEqual(MaxItems)
      seen.push(...items)
      Marker = page.Marker
    } while (Marker !== undefined)
    const { UserDetailList = [], GroupDetailList = [], RoleDetailList = [], Policies = [] } = whole
    expect(seen).toEqual([...UserDetailList, ...GroupDetailList, ...RoleDetailList, ...Policies])
  }
})

test('a page of what everybody has holds a hundred at most', async ({ server }) => {
  const iam = iamOf(server, (await server.otherAccount('555566667777')).credentials)
  for (let count = 0; count < 101; count += 1) await newUser(iam)
  const first = await details(iam, { MaxItems: 1_000 })
  const rest = await details(iam, { MaxItems: 1_000, Marker: first.Marker })
  expect([first.UserDetailList?.length, first.IsTruncated]).toEqual([100, true])
  expect([rest.UserDetailList?.length, rest.IsTruncated]).toEqual([1, false])
})
