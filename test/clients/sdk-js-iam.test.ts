import { ECR } from '@aws-sdk/client-ecr'
import { EntityAlreadyExistsException, IAM, NoSuchEntityException } from '@aws-sdk/client-iam'
import { expect } from 'vitest'
import { iamOperations } from '../../src/iam/operations.ts'
import { ACCOUNT, REGION } from '../support/ecrd.ts'
import { loggedRequest, unansweredOperations } from '../support/logged-requests.ts'
import { waitFor } from '../support/processes.ts'
import { test as base } from '../support/sdk-js.ts'

/** IAM is one for all regions: its client signs for us-east-1. */
const test = base.extend('iam', { scope: 'file' }, ({ server }) => {
  return new IAM({ endpoint: server.url, region: 'us-east-1', credentials: server.credentials })
})

const arnOf = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`
const aDate = expect.any(Date) as unknown
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole' }],
})

test('the SDK for JavaScript creates, tags, renames and deletes a user', async ({ iam, server }) => {
  const Tags = [{ Key: 'Team', Value: 'red' }]
  const { $metadata, User } = await iam.createUser({ UserName: 'Ada', Path: '/dev/', Tags })
  expect(User).toMatchObject({ UserName: 'Ada', Arn: arnOf('user/dev/Ada'), CreateDate: aDate, Tags })
  expect(await loggedRequest(server, $metadata.requestId)).toMatchObject({ operation: 'CreateUser', status: 200 })
  await expect(iam.createUser({ UserName: 'ADA' })).rejects.toBeInstanceOf(EntityAlreadyExistsException)

  await iam.tagUser({ UserName: 'ada', Tags: [{ Key: 'team', Value: 'blue' }] })
  expect((await iam.listUserTags({ UserName: 'ada' })).Tags).toEqual([{ Key: 'team', Value: 'blue' }])
  await iam.untagUser({ UserName: 'ada', TagKeys: ['TEAM'] })
  await iam.updateUser({ UserName: 'ada', NewUserName: 'Eva' })
  expect((await iam.getUser({ UserName: 'eva' })).User?.UserId).toBe(User?.UserId)
  expect((await iam.listUsers({ PathPrefix: '/dev/' })).Users?.map(({ UserName }) => UserName)).toEqual(['Eva'])
  await iam.deleteUser({ UserName: 'Eva' })
  await expect(iam.getUser({ UserName: 'Eva' })).rejects.toBeInstanceOf(NoSuchEntityException)
})

test('the SDK for JavaScript adds members to a group, renames it and removes them', async ({ iam }) => {
  await iam.createGroup({ GroupName: 'Developers' })
  await iam.createUser({ UserName: 'bob' })
  await iam.addUserToGroup({ GroupName: 'Developers', UserName: 'bob' })
  await iam.updateGroup({ GroupName: 'Developers', NewGroupName: 'Engineers' })
  expect((await iam.getGroup({ GroupName: 'Engineers' })).Users?.map(({ UserName }) => UserName)).toEqual(['bob'])
  expect((await iam.listGroupsForUser({ UserName: 'bob' })).Groups).toEqual((await iam.listGroups({})).Groups)
  await expect(iam.deleteGroup({ GroupName: 'Engineers' })).rejects.toThrow(
    'Cannot delete entity, must remove users from group first.',
  )
  await iam.removeUserFromGroup({ GroupName: 'Engineers', UserName: 'bob' })
  await iam.deleteGroup({ GroupName: 'Engineers' })
})

test('the SDK for JavaScript creates, uses, deactivates and deletes an access key', async ({ iam, server }) => {
  await iam.createUser({ UserName: 'carl' })
  const { AccessKey } = await iam.createAccessKey({ UserName: 'carl' })
  const credentials = {
    accessKeyId: AccessKey?.AccessKeyId ?? '',
    secretAccessKey: AccessKey?.SecretAccessKey ?? '',
  }
  const { accessKeyId: AccessKeyId } = credentials
  const ecr = new ECR({ endpoint: server.url, region: REGION, credentials })
  await expect(ecr.describeRegistry({})).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: `User: ${arnOf('user/carl')} is not authorized to perform: ecr:DescribeRegistry on resource: * because no identity-based policy allows the ecr:DescribeRegistry action`,
  })
  await waitFor('its use to be noted', async () => {
    const { AccessKeyLastUsed } = await iam.getAccessKeyLastUsed({ AccessKeyId })
    return AccessKeyLastUsed?.ServiceName === 'ecr'
  })
  await iam.updateAccessKey({ UserName: 'carl', AccessKeyId, Status: 'Inactive' })
  await expect(ecr.describeRegistry({})).rejects.toMatchObject({ name: 'UnrecognizedClientException' })
  const { AccessKeyMetadata } = await iam.listAccessKeys({ UserName: 'carl' })
  expect(AccessKeyMetadata).toEqual([{ UserName: 'carl', AccessKeyId, Status: 'Inactive', CreateDate: aDate }])
  await iam.deleteAccessKey({ UserName: 'carl', AccessKeyId })
})

test('the SDK for JavaScript creates, changes, tags and deletes a role', async ({ iam }) => {
  const { Role } = await iam.createRole({ RoleName: 'CI', AssumeRolePolicyDocument: trust, Description: 'one' })
  expect(Role).toMatchObject({ Arn: arnOf('role/CI'), MaxSessionDuration: 3600, CreateDate: aDate })
  await iam.updateRole({ RoleName: 'CI', MaxSessionDuration: 7200 })
  await iam.updateRoleDescription({ RoleName: 'CI', Description: 'two' })
  await iam.updateAssumeRolePolicy({ RoleName: 'CI', PolicyDocument: trust.replace(ACCOUNT, '*') })
  const { Role: changed } = await iam.getRole({ RoleName: 'CI' })
  expect(changed).toMatchObject({ Description: 'two', MaxSessionDuration: 7200, RoleLastUsed: {} })
  expect(JSON.parse(decodeURIComponent(changed?.AssumeRolePolicyDocument ?? ''))).toEqual(
    JSON.parse(trust.replace(ACCOUNT, '*')),
  )
  await iam.tagRole({ RoleName: 'CI', Tags: [{ Key: 'a', Value: '' }] })
  expect((await iam.listRoleTags({ RoleName: 'CI' })).Tags).toEqual([{ Key: 'a', Value: '' }])
  await iam.untagRole({ RoleName: 'CI', TagKeys: ['a'] })
  expect((await iam.listInstanceProfilesForRole({ RoleName: 'CI' })).InstanceProfiles).toEqual([])
  expect((await iam.listRoles({})).Roles?.map(({ RoleName }) => RoleName)).toEqual(['CI'])
  await iam.deleteRole({ RoleName: 'CI' })
})

test('the SDK for JavaScript creates and deletes a service-linked role', async ({ iam }) => {
  const { Role } = await iam.createServiceLinkedRole({ AWSServiceName: 'replication.ecr.amazonaws.com' })
  expect(Role?.RoleName).toBe('AWSServiceRoleForECRReplication')
  const { DeletionTaskId } = await iam.deleteServiceLinkedRole({ RoleName: Role?.RoleName })
  expect((await iam.getServiceLinkedRoleDeletionStatus({ DeletionTaskId })).Status).toBe('SUCCEEDED')
})

test('the SDK for JavaScript simulates policies and lists their context keys', async ({ iam }) => {
  const { User } = await iam.createUser({ UserName: 'dora' })
  const PolicySourceArn = User?.Arn ?? ''
  const document = (key: string) =>
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'ecr:*', Resource: '*', Condition: { Bool: { [key]: 'true' } } }],
    })
  const PolicyInputList = [document('aws:SecureTransport')]
  const ActionNames = ['ecr:PutImage']
  const ContextEntries = [
    { ContextKeyName: 'aws:SecureTransport', ContextKeyValues: ['true'], ContextKeyType: 'boolean' as const },
  ]
  const asDora = await iam.simulatePrincipalPolicy({ PolicySourceArn, ActionNames, PolicyInputList, ContextEntries })
  expect(asDora.EvaluationResults).toMatchObject([{ EvalActionName: 'ecr:PutImage', EvalDecision: 'allowed' }])
  const asNobody = await iam.simulateCustomPolicy({ ActionNames, PolicyInputList })
  expect(asNobody.EvaluationResults).toMatchObject([
    { EvalDecision: 'implicitDeny', MissingContextValues: ['aws:SecureTransport'] },
  ])
  const keys = ['aws:SecureTransport']
  expect((await iam.getContextKeysForCustomPolicy({ PolicyInputList })).ContextKeyNames).toEqual(keys)
  const ofDora = await iam.getContextKeysForPrincipalPolicy({ PolicySourceArn, PolicyInputList })
  expect(ofDora.ContextKeyNames).toEqual(keys)
  await iam.deleteUser({ UserName: 'dora' })
})

test('the SDK for JavaScript manages the account’s alias and shows its summary', async ({ iam }) => {
  await iam.createAccountAlias({ AccountAlias: 'my-company' })
  expect((await iam.listAccountAliases({})).AccountAliases).toEqual(['my-company'])
  await iam.deleteAccountAlias({ AccountAlias: 'my-company' })
  expect((await iam.getAccountSummary({})).SummaryMap).toMatchObject({ Users: 2, AccessKeysPerUserQuota: 2 })
})

const allow = (Action: string) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] })
const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'

test('the SDK for JavaScript manages a policy, its versions and its tags', async ({ iam }) => {
  const { Policy } = await iam.createPolicy({ PolicyName: 'Login', PolicyDocument: allow('ecr:Get*') })
  const PolicyArn = Policy?.Arn
  expect(Policy).toMatchObject({ PolicyName: 'Login', Arn: arnOf('policy/Login'), DefaultVersionId: 'v1' })
  await iam.createPolicyVersion({ PolicyArn, PolicyDocument: allow('ecr:*') })
  await iam.setDefaultPolicyVersion({ PolicyArn, VersionId: 'v2' })
  const { PolicyVersion } = await iam.getPolicyVersion({ PolicyArn, VersionId: 'v2' })
  expect(decodeURIComponent(PolicyVersion?.Document ?? '')).toBe(allow('ecr:*'))
  await iam.deletePolicyVersion({ PolicyArn, VersionId: 'v1' })
  const { Versions } = await iam.listPolicyVersions({ PolicyArn })
  expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(['v2'])
  await iam.tagPolicy({ PolicyArn, Tags: [{ Key: 'Team', Value: 'red' }] })
  expect((await iam.listPolicyTags({ PolicyArn })).Tags).toEqual([{ Key: 'Team', Value: 'red' }])
  await iam.untagPolicy({ PolicyArn, TagKeys: ['team'] })
  expect((await iam.getPolicy({ PolicyArn })).Policy).toMatchObject({ DefaultVersionId: 'v2', AttachmentCount: 0 })
  const { Policies } = await iam.listPolicies({ Scope: 'Local' })
  expect(Policies?.map(({ PolicyName }) => PolicyName)).toEqual(['Login'])
  await iam.deletePolicy({ PolicyArn })
})

test('the SDK for JavaScript manages policies and boundaries of users, groups and roles', async ({ iam }) => {
  const [UserName, GroupName, RoleName] = ['dora', 'Readers', 'Reader']
  await iam.createUser({ UserName })
  await iam.createGroup({ GroupName })
  await iam.createRole({ RoleName, AssumeRolePolicyDocument: trust })
  const attached = { PolicyArn: readOnly }
  await iam.attachUserPolicy({ UserName, ...attached })
  await iam.attachGroupPolicy({ GroupName, ...attached })
  await iam.attachRolePolicy({ RoleName, ...attached })
  for (const { AttachedPolicies } of [
    await iam.listAttachedUserPolicies({ UserName }),
    await iam.listAttachedGroupPolicies({ GroupName }),
    await iam.listAttachedRolePolicies({ RoleName }),
  ]) {
    expect(AttachedPolicies).toEqual([{ PolicyName: 'AmazonEC2ContainerRegistryReadOnly', PolicyArn: readOnly }])
  }
  expect(await iam.listEntitiesForPolicy({ PolicyArn: readOnly })).toMatchObject({
    PolicyUsers: [{ UserName }],
    PolicyGroups: [{ GroupName }],
    PolicyRoles: [{ RoleName }],
  })
  const inline = { PolicyName: 'own', PolicyDocument: allow('ecr:GetAuthorizationToken') }
  await iam.putUserPolicy({ UserName, ...inline })
  await iam.putGroupPolicy({ GroupName, ...inline })
  await iam.putRolePolicy({ RoleName, ...inline })
  for (const { PolicyNames } of [
    await iam.listUserPolicies({ UserName }),
    await iam.listGroupPolicies({ GroupName }),
    await iam.listRolePolicies({ RoleName }),
  ]) {
    expect(PolicyNames).toEqual(['own'])
  }
  const PolicyName = 'own'
  for (const { PolicyDocument = '' } of [
    await iam.getUserPolicy({ UserName, PolicyName }),
    await iam.getGroupPolicy({ GroupName, PolicyName }),
    await iam.getRolePolicy({ RoleName, PolicyName }),
  ]) {
    expect(decodeURIComponent(PolicyDocument)).toBe(inline.PolicyDocument)
  }
  await iam.putUserPermissionsBoundary({ UserName, PermissionsBoundary: readOnly })
  await iam.putRolePermissionsBoundary({ RoleName, PermissionsBoundary: readOnly })
  const { UserDetailList, GroupDetailList, RoleDetailList } = await iam.getAccountAuthorizationDetails({})
  expect(UserDetailList?.find((user) => user.UserName === UserName)?.UserPolicyList).toHaveLength(1)
  expect([GroupDetailList?.length, RoleDetailList?.length]).toEqual([1, 1])
  await iam.deleteUserPermissionsBoundary({ UserName })
  await iam.deleteRolePermissionsBoundary({ RoleName })
  await iam.deleteUserPolicy({ UserName, PolicyName })
  await iam.deleteGroupPolicy({ GroupName, PolicyName })
  await iam.deleteRolePolicy({ RoleName, PolicyName })
  await iam.detachUserPolicy({ UserName, ...attached })
  await iam.detachGroupPolicy({ GroupName, ...attached })
  await iam.detachRolePolicy({ RoleName, ...attached })
  await iam.deleteUser({ UserName })
  await iam.deleteGroup({ GroupName })
  await iam.deleteRole({ RoleName })
})

test('the SDK for JavaScript puts a role into an instance profile', async ({ iam }) => {
  const profile = { InstanceProfileName: 'hosts' }
  const role = { RoleName: 'node' }
  await iam.createInstanceProfile({ ...profile, Tags: [{ Key: 'Team', Value: 'red' }] })
  await iam.tagInstanceProfile({ ...profile, Tags: [{ Key: 'Stage', Value: 'test' }] })
  await iam.untagInstanceProfile({ ...profile, TagKeys: ['Team'] })
  expect((await iam.listInstanceProfileTags(profile)).Tags).toEqual([{ Key: 'Stage', Value: 'test' }])
  await iam.createRole({ ...role, AssumeRolePolicyDocument: trust })
  await iam.addRoleToInstanceProfile({ ...profile, ...role })
  const { InstanceProfile } = await iam.getInstanceProfile(profile)
  expect(InstanceProfile?.Roles?.map(({ RoleName }) => RoleName)).toEqual(['node'])
  for (const { InstanceProfiles } of [
    await iam.listInstanceProfiles({}),
    await iam.listInstanceProfilesForRole(role),
  ]) {
    expect(InstanceProfiles?.map(({ InstanceProfileId }) => InstanceProfileId)).toEqual([
      InstanceProfile?.InstanceProfileId,
    ])
  }
  await iam.removeRoleFromInstanceProfile({ ...profile, ...role })
  await iam.deleteInstanceProfile(profile)
  await iam.deleteRole(role)
})

test('the SDK for JavaScript finds no passwords, devices, SSH keys or certificates', async ({ iam }) => {
  const user = { UserName: 'dana' }
  await iam.createUser(user)
  expect((await iam.listSSHPublicKeys(user)).SSHPublicKeys).toEqual([])
  expect((await iam.listSigningCertificates(user)).Certificates).toEqual([])
  expect((await iam.listServiceSpecificCredentials(user)).ServiceSpecificCredentials).toEqual([])
  expect((await iam.listMFADevices(user)).MFADevices).toEqual([])
  expect((await iam.listVirtualMFADevices({})).VirtualMFADevices).toEqual([])
  expect((await iam.listOpenIDConnectProviders({})).OpenIDConnectProviderList).toEqual([])
  expect((await iam.listSAMLProviders({})).SAMLProviderList).toEqual([])
  expect((await iam.listServerCertificates({})).ServerCertificateMetadataList).toEqual([])
  for (const ask of [
    () => iam.getLoginProfile(user),
    () => iam.deleteLoginProfile(user),
    () => iam.getAccountPasswordPolicy({}),
  ]) {
    await expect(ask()).rejects.toBeInstanceOf(NoSuchEntityException)
  }
  await iam.deleteUser(user)
})

/** Looks at what the tests above have asked the server. */
test('the SDK for JavaScript calls every operation of IAM that ecrd implements', async ({ server }) => {
  await expect.poll(() => unansweredOperations(server, [iamOperations])).toEqual([])
})
