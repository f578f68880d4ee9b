import type { Needed } from './rights.ts'
import { arnOf, type IamRequests, onAda, onCi, onDevs } from './iam-requests.ts'

const PolicyArn = arnOf('policy/dev/push')
const shownAs = `policy ${PolicyArn}`
const PolicyDocument = '{}'
const PolicyName = 'inline'
const VersionId = 'v1'
const UserName = 'ada'
const GroupName = 'devs'
const RoleName = 'ci'
const PermissionsBoundary = PolicyArn
const Tags = [{ Key: 'Team', Value: 'red' }]

const onPolicy = (action: string, context?: Needed['context']): { readonly needed: readonly Needed[] } => ({
  needed: [{ action: `iam:${action}`, resource: PolicyArn, shownAs, ...(context === undefined ? {} : { context }) }],
})
const onAll = (action: string): { readonly needed: readonly Needed[] } => ({
  needed: [{ action: `iam:${action}`, resource: '*' }],
})

const given = { 'iam:policyarn': [PolicyArn] }
const bounded = { 'iam:permissionsboundary': [PolicyArn] }
const tagged = { 'aws:requesttag/team': ['red'], 'aws:tagkeys': ['Team'] }
const created = { resource: PolicyArn, shownAs: 'policy push', context: tagged }

/**
 * Requests about policies, as `iamRequests`; who is found has no boundary.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const iamPolicyRequests: IamRequests = {
  CreatePolicy: {
    input: { PolicyName: 'push', Path: '/dev/', PolicyDocument, Tags },
    needed: [
      { action: 'iam:CreatePolicy', ...created },
      { action: 'iam:TagPolicy', ...created },
    ],
  },
  GetPolicy: { input: { PolicyArn }, ...onPolicy('GetPolicy') },
  ListPolicies: { input: {}, ...onAll('ListPolicies') },
  DeletePolicy: { input: { PolicyArn }, ...onPolicy('DeletePolicy') },
  CreatePolicyVersion: { input: { PolicyArn, PolicyDocument }, ...onPolicy('CreatePolicyVersion') },
  GetPolicyVersion: { input: { PolicyArn, VersionId }, ...onPolicy('GetPolicyVersion') },
  ListPolicyVersions: { input: { PolicyArn }, ...onPolicy('ListPolicyVersions') },
  DeletePolicyVersion: { input: { PolicyArn, VersionId }, ...onPolicy('DeletePolicyVersion') },
  SetDefaultPolicyVersion: { input: { PolicyArn, VersionId }, ...onPolicy('SetDefaultPolicyVersion') },
  ListEntitiesForPolicy: { input: { PolicyArn }, ...onPolicy('ListEntitiesForPolicy') },
  TagPolicy: { input: { PolicyArn, Tags }, ...onPolicy('TagPolicy', tagged) },
  UntagPolicy: { input: { PolicyArn, TagKeys: ['Team'] }, ...onPolicy('UntagPolicy', { 'aws:tagkeys': ['Team'] }) },
  ListPolicyTags: { input: { PolicyArn }, ...onPolicy('ListPolicyTags') },
  GetAccountAuthorizationDetails: { input: {}, ...onAll('GetAccountAuthorizationDetails') },
  AttachUserPolicy: { input: { UserName, PolicyArn }, ...onAda('AttachUserPolicy', given) },
  DetachUserPolicy: { input: { UserName, PolicyArn }, ...onAda('DetachUserPolicy', given) },
  ListAttachedUserPolicies: { input: { UserName }, ...onAda('ListAttachedUserPolicies') },
  AttachGroupPolicy: { input: { GroupName, PolicyArn }, ...onDevs('AttachGroupPolicy', given) },
  DetachGroupPolicy: { input: { GroupName, PolicyArn }, ...onDevs('DetachGroupPolicy', given) },
  ListAttachedGroupPolicies: { input: { GroupName }, ...onDevs('ListAttachedGroupPolicies') },
  AttachRolePolicy: { input: { RoleName, PolicyArn }, ...onCi('AttachRolePolicy', given) },
  DetachRolePolicy: { input: { RoleName, PolicyArn }, ...onCi('DetachRolePolicy', given) },
  ListAttachedRolePolicies: { input: { RoleName }, ...onCi('ListAttachedRolePolicies') },
  PutUserPolicy: { input: { UserName, PolicyName, PolicyDocument }, ...onAda('PutUserPolicy', {}) },
  GetUserPolicy: { input: { UserName, PolicyName }, ...onAda('GetUserPolicy') },
  ListUserPolicies: { input: { UserName }, ...onAda('ListUserPolicies') },
  DeleteUserPolicy: { input: { UserName, PolicyName }, ...onAda('DeleteUserPolicy', {}) },
  PutGroupPolicy: { input: { GroupName, PolicyName, PolicyDocument }, ...onDevs('PutGroupPolicy') },
  GetGroupPolicy: { input: { GroupName, PolicyName }, ...onDevs('GetGroupPolicy') },
  ListGroupPolicies: { input: { GroupName }, ...onDevs('ListGroupPolicies') },
  DeleteGroupPolicy: { input: { GroupName, PolicyName }, ...onDevs('DeleteGroupPolicy') },
  PutRolePolicy: { input: { RoleName, PolicyName, PolicyDocument }, ...onCi('PutRolePolicy', {}) },
  GetRolePolicy: { input: { RoleName, PolicyName }, ...onCi('GetRolePolicy') },
  ListRolePolicies: { input: { RoleName }, ...onCi('ListRolePolicies') },
  DeleteRolePolicy: { input: { RoleName, PolicyName }, ...onCi('DeleteRolePolicy', {}) },
  PutUserPermissionsBoundary: {
    input: { UserName, PermissionsBoundary },
    ...onAda('PutUserPermissionsBoundary', bounded),
  },
  DeleteUserPermissionsBoundary: { input: { UserName }, ...onAda('DeleteUserPermissionsBoundary', {}) },
  PutRolePermissionsBoundary: {
    input: { RoleName, PermissionsBoundary },
    ...onCi('PutRolePermissionsBoundary', bounded),
  },
  DeleteRolePermissionsBoundary: { input: { RoleName }, ...onCi('DeleteRolePermissionsBoundary', {}) },
}
