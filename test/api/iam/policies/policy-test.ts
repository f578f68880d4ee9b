import * as sdk from '@aws-sdk/client-iam'
import { CreatePolicyCommand, type IAMClient } from '@aws-sdk/client-iam'
import { policyOf } from '../../../support/identities.ts'
import { newGroup, newName, newRole, newUser } from '../iam-test.ts'

export const readOnly = 'arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly'

/** A document of one statement that allows an action. */
export const allowing = (Action: string | readonly string[]): string => JSON.stringify(policyOf({ Action }))

/** A policy that allows this; its ARN. */
export async function newPolicy(
  iam: IAMClient,
  Action: string | readonly string[] = 'ecr:ListImages',
  PolicyName = newName('policy'),
): Promise<string> {
  const { Policy } = await iam.send(new CreatePolicyCommand({ PolicyName, PolicyDocument: allowing(Action) }))
  return Policy?.Arn ?? ''
}

/** As answers have documents. */
export const decoded = (document: string | undefined): string => decodeURIComponent(document ?? '')

/** The same operations on users, groups and roles. */
export interface Grantee {
  readonly kind: 'user' | 'group' | 'role'
  readonly create: (iam: IAMClient) => Promise<string>
  readonly attach: (iam: IAMClient, name: string, arn: string) => Promise<unknown>
  readonly detach: (iam: IAMClient, name: string, arn: string) => Promise<unknown>
  readonly listAttached: (iam: IAMClient, name: string, page?: Page) => Promise<Attached>
  readonly put: (iam: IAMClient, name: string, policy: string, document: string) => Promise<unknown>
  readonly get: (iam: IAMClient, name: string, policy: string) => Promise<Inline>
  readonly list: (iam: IAMClient, name: string, page?: Page) => Promise<Names>
  readonly remove: (iam: IAMClient, name: string, policy: string) => Promise<unknown>
}

interface Page {
  readonly MaxItems?: number
  readonly Marker?: string | undefined
  readonly PathPrefix?: string
}

type Attached = Pick<sdk.ListAttachedUserPoliciesResponse, 'AttachedPolicies' | 'IsTruncated' | 'Marker'>
type Names = Pick<sdk.ListUserPoliciesResponse, 'PolicyNames' | 'IsTruncated' | 'Marker'>
type Inline = Pick<sdk.GetUserPolicyResponse, 'PolicyName' | 'PolicyDocument'>

const user: Grantee = {
  kind: 'user',
  create: (iam) => newUser(iam),
  attach: (iam, UserName, PolicyArn) => iam.send(new sdk.AttachUserPolicyCommand({ UserName, PolicyArn })),
  detach: (iam, UserName, PolicyArn) => iam.send(new sdk.DetachUserPolicyCommand({ UserName, PolicyArn })),
  listAttached: (iam, UserName, page) => iam.send(new sdk.ListAttachedUserPoliciesCommand({ UserName, ...page })),
  put: (iam, UserName, PolicyName, PolicyDocument) =>
    iam.send(new sdk.PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
  get: (iam, UserName, PolicyName) => iam.send(new sdk.GetUserPolicyCommand({ UserName, PolicyName })),
  list: (iam, UserName, page) => iam.send(new sdk.ListUserPoliciesCommand({ UserName, ...page })),
  remove: (iam, UserName, PolicyName) => iam.send(new sdk.DeleteUserPolicyCommand({ UserName, PolicyName })),
}

const group: Grantee = {
  kind: 'group',
  create: (iam) => newGroup(iam),
  attach: (iam, GroupName, PolicyArn) => iam.send(new sdk.AttachGroupPolicyCommand({ GroupName, PolicyArn })),
  detach: (iam, GroupName, PolicyArn) => iam.send(new sdk.DetachGroupPolicyCommand({ GroupName, PolicyArn })),
  listAttached: (iam, GroupName, page) => iam.send(new sdk.ListAttachedGroupPoliciesCommand({ GroupName, ...page })),
  put: (iam, GroupName, PolicyName, PolicyDocument) =>
    iam.send(new sdk.PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
  get: (iam, GroupName, PolicyName) => iam.send(new sdk.GetGroupPolicyCommand({ GroupName, PolicyName })),
  list: (iam, GroupName, page) => iam.send(new sdk.ListGroupPoliciesCommand({ GroupName, ...page })),
  remove: (iam, GroupName, PolicyName) => iam.send(new sdk.DeleteGroupPolicyCommand({ GroupName, PolicyName })),
}

const role: Grantee = {
  kind: 'role',
  create: (iam) => newRole(iam),
  attach: (iam, RoleName, PolicyArn) => iam.send(new sdk.AttachRolePolicyCommand({ RoleName, PolicyArn })),
  detach: (iam, RoleName, PolicyArn) => iam.send(new sdk.DetachRolePolicyCommand({ RoleName, PolicyArn })),
  listAttached: (iam, RoleName, page) => iam.send(new sdk.ListAttachedRolePoliciesCommand({ RoleName, ...page })),
  put: (iam, RoleName, PolicyName, PolicyDocument) =>
    iam.send(new sdk.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
  get: (iam, RoleName, PolicyName) => iam.send(new sdk.GetRolePolicyCommand({ RoleName, PolicyName })),
  list: (iam, RoleName, page) => iam.send(new sdk.ListRolePoliciesCommand({ RoleName, ...page })),
  remove: (iam, RoleName, PolicyName) => iam.send(new sdk.DeleteRolePolicyCommand({ RoleName, PolicyName })),
}

export const grantees: readonly Grantee[] = [user, group, role]
