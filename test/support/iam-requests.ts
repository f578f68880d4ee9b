import type { IamOperations } from '../../src/generated/iam.ts'
import { identityArn } from '../../src/iam/identity-arn.ts'
import type { Needed } from './rights.ts'

export const account = '123456789012'

export const arnOf = (resource: string): string => `arn:aws:iam::${account}:${resource}`

/** A request, what is found of what it names, and what its caller needs. */
export interface IamRequest<Input> {
  readonly input: Input
  readonly found?: unknown
  readonly needed: readonly Needed[]
}

export type IamRequests = { readonly [Name in keyof IamOperations]?: IamRequest<IamOperations[Name]['input']> }

/** Somebody below a path that requests don't name. */
function found(kind: 'user' | 'group' | 'role', name: string): { readonly found: object } {
  return { found: { id: 'an id', account, kind, path: '/dev/', name } }
}

export const ada = found('user', 'Ada')
export const devs = found('group', 'Devs')
export const ci = found('role', 'CI')

const on = (
  action: string,
  resource: string,
  others: Pick<Needed, 'context' | 'shownAs'> = {},
): { readonly needed: readonly Needed[] } => ({
  needed: [{ action: `iam:${action}`, resource, ...others }],
})

/** `others` of a request about somebody; what isn't told is not there. */
const named = (shownAs: string, context: Needed['context']) =>
  context === undefined ? { shownAs } : { shownAs, context }

/** Of each is the ARN that it has, whatever its request calls it; refusals call it as the request does. */
export const onAda = (action: string, context?: Needed['context']) => ({
  ...ada,
  ...on(action, userArn, named('user ada', context)),
})
export const onDevs = (action: string, context?: Needed['context']) => ({
  ...devs,
  ...on(action, arnOf('group/dev/Devs'), named('group devs', context)),
})
export const onCi = (action: string, context?: Needed['context']) => ({
  ...ci,
  ...on(action, roleArn, named('role ci', context)),
})

const userArn = identityArn({ account, kind: 'user', path: '/dev/', name: 'Ada' })
const roleArn = identityArn({ account, kind: 'role', path: '/dev/', name: 'CI' })
const PolicyArn = arnOf('policy/dev/push')
const linkedRoleArn = arnOf('role/aws-service-role/ecr.amazonaws.com/AWSServiceRoleForECRTemplate')

const UserName = 'ada'
const GroupName = 'devs'
const RoleName = 'ci'
const Path = '/dev/'
const Tags = [{ Key: 'Team', Value: 'red' }]
const TagKeys = ['Team']
const tagged = { 'aws:requesttag/team': ['red'], 'aws:tagkeys': ['Team'] }
const untagged = { 'aws:tagkeys': ['Team'] }
const PermissionsBoundary = PolicyArn
const bounded = { 'iam:permissionsboundary': [PolicyArn] }
const key = { UserName, AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }

/**
 * A request of every operation that is built.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const iamRequests: IamRequests = {
  CreateUser: {
    input: { UserName, Path, Tags, PermissionsBoundary },
    needed: [
      { action: 'iam:CreateUser', resource: arnOf('user/dev/ada'), context: { ...tagged, ...bounded } },
      { action: 'iam:TagUser', resource: arnOf('user/dev/ada'), context: tagged },
    ],
  },
  GetUser: { input: { UserName }, ...onAda('GetUser') },
  ListUsers: { input: { PathPrefix: '/dev' }, ...on('ListUsers', arnOf('user/dev')) },
  UpdateUser: {
    input: { UserName, NewUserName: 'eva', NewPath: '/ops/' },
    ...ada,
    needed: [
      { action: 'iam:UpdateUser', resource: userArn, shownAs: 'user ada' },
      { action: 'iam:UpdateUser', resource: arnOf('user/ops/eva') },
    ],
  },
  DeleteUser: { input: { UserName }, ...onAda('DeleteUser') },
  TagUser: { input: { UserName, Tags }, ...onAda('TagUser', tagged) },
  UntagUser: { input: { UserName, TagKeys }, ...onAda('UntagUser', untagged) },
  ListUserTags: { input: { UserName }, ...onAda('ListUserTags') },
  CreateGroup: { input: { GroupName, Path }, ...on('CreateGroup', arnOf('group/dev/devs'), { context: {} }) },
  GetGroup: { input: { GroupName }, ...onDevs('GetGroup') },
  ListGroups: { input: {}, ...on('ListGroups', arnOf('group/')) },
  UpdateGroup: {
    input: { GroupName, NewGroupName: 'ops' },
    ...devs,
    needed: [
      { action: 'iam:UpdateGroup', resource: arnOf('group/dev/Devs'), shownAs: 'group devs' },
      { action: 'iam:UpdateGroup', resource: arnOf('group/dev/ops') },
    ],
  },
  DeleteGroup: { input: { GroupName }, ...onDevs('DeleteGroup') },
  AddUserToGroup: { input: { GroupName, UserName }, ...onDevs('AddUserToGroup') },
  RemoveUserFromGroup: { input: { GroupName, UserName }, ...onDevs('RemoveUserFromGroup') },
  ListGroupsForUser: { input: { UserName }, ...onAda('ListGroupsForUser') },
  CreateRole: {
    input: { RoleName, Path, AssumeRolePolicyDocument: '{}', Tags, PermissionsBoundary },
    needed: [
      { action: 'iam:CreateRole', resource: arnOf('role/dev/ci'), context: { ...tagged, ...bounded } },
      { action: 'iam:TagRole', resource: arnOf('role/dev/ci'), context: tagged },
    ],
  },
  GetRole: { input: { RoleName }, ...onCi('GetRole') },
  ListRoles: { input: {}, ...on('ListRoles', arnOf('role/')) },
  UpdateRole: { input: { RoleName }, ...onCi('UpdateRole') },
  UpdateRoleDescription: { input: { RoleName, Description: '' }, ...onCi('UpdateRoleDescription') },
  UpdateAssumeRolePolicy: { input: { RoleName, PolicyDocument: '{}' }, ...onCi('UpdateAssumeRolePolicy') },
  DeleteRole: { input: { RoleName }, ...onCi('DeleteRole') },
  TagRole: { input: { RoleName, Tags }, ...onCi('TagRole', tagged) },
  UntagRole: { input: { RoleName, TagKeys }, ...onCi('UntagRole', untagged) },
  ListRoleTags: { input: { RoleName }, ...onCi('ListRoleTags') },
  ListInstanceProfilesForRole: { input: { RoleName }, ...onCi('ListInstanceProfilesForRole') },
  CreateServiceLinkedRole: {
    input: { AWSServiceName: 'ecr.amazonaws.com' },
    ...on('CreateServiceLinkedRole', linkedRoleArn, { context: { 'iam:awsservicename': ['ecr.amazonaws.com'] } }),
  },
  DeleteServiceLinkedRole: { input: { RoleName }, ...onCi('DeleteServiceLinkedRole') },
  GetServiceLinkedRoleDeletionStatus: {
    input: { DeletionTaskId: 'task/aws-service-role/ecr.amazonaws.com/AWSServiceRoleForECRTemplate/an-id' },
    ...on('GetServiceLinkedRoleDeletionStatus', linkedRoleArn),
  },
  CreateAccessKey: { input: { UserName }, ...onAda('CreateAccessKey') },
  ListAccessKeys: { input: { UserName }, ...onAda('ListAccessKeys') },
  UpdateAccessKey: { input: { ...key, Status: 'Inactive' }, ...onAda('UpdateAccessKey') },
  DeleteAccessKey: { input: key, ...onAda('DeleteAccessKey') },
  GetAccessKeyLastUsed: {
    input: { AccessKeyId: key.AccessKeyId },
    found: { key: undefined, user: ada.found },
    ...on('GetAccessKeyLastUsed', userArn, { shownAs: `access key ${key.AccessKeyId}` }),
  },
  SimulatePrincipalPolicy: {
    input: { PolicySourceArn: userArn, ActionNames: ['ecr:PutImage'] },
    ...on('SimulatePrincipalPolicy', userArn),
  },
  SimulateCustomPolicy: {
    input: { PolicyInputList: ['{}'], ActionNames: ['ecr:PutImage'] },
    ...on('SimulateCustomPolicy', '*'),
  },
  GetContextKeysForPrincipalPolicy: {
    input: { PolicySourceArn: userArn },
    ...on('GetContextKeysForPrincipalPolicy', userArn),
  },
  GetContextKeysForCustomPolicy: { input: { PolicyInputList: ['{}'] }, ...on('GetContextKeysForCustomPolicy', '*') },
  CreateAccountAlias: { input: { AccountAlias: 'team' }, ...on('CreateAccountAlias', '*') },
  DeleteAccountAlias: { input: { AccountAlias: 'team' }, ...on('DeleteAccountAlias', '*') },
  ListAccountAliases: { input: {}, ...on('ListAccountAliases', '*') },
  GetAccountSummary: { input: {}, ...on('GetAccountSummary', '*') },
}
