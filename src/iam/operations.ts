import type { IamOperations } from '../generated/iam.ts'
import { type AnyOperation, notImplemented } from '../operation.ts'
import { createAccessKey } from './access-keys/create-access-key.ts'
import { deleteAccessKey } from './access-keys/delete-access-key.ts'
import { getAccessKeyLastUsed } from './access-keys/get-access-key-last-used.ts'
import { listAccessKeys } from './access-keys/list-access-keys.ts'
import { updateAccessKey } from './access-keys/update-access-key.ts'
import { createAccountAlias } from './accounts/create-account-alias.ts'
import { deleteAccountAlias } from './accounts/delete-account-alias.ts'
import { getAccountSummary } from './accounts/get-account-summary.ts'
import { listAccountAliases } from './accounts/list-account-aliases.ts'
import { addUserToGroup } from './groups/add-user-to-group.ts'
import { createGroup } from './groups/create-group.ts'
import { deleteGroup } from './groups/delete-group.ts'
import { getGroup } from './groups/get-group.ts'
import { listGroupsForUser } from './groups/list-groups-for-user.ts'
import { listGroups } from './groups/list-groups.ts'
import { removeUserFromGroup } from './groups/remove-user-from-group.ts'
import { updateGroup } from './groups/update-group.ts'
import { createRole } from './roles/create-role.ts'
import { deleteRole } from './roles/delete-role.ts'
import { getRole } from './roles/get-role.ts'
import { listInstanceProfilesForRole } from './roles/list-instance-profiles-for-role.ts'
import { listRoles } from './roles/list-roles.ts'
import { updateAssumeRolePolicy } from './roles/update-assume-role-policy.ts'
import { updateRoleDescription } from './roles/update-role-description.ts'
import { updateRole } from './roles/update-role.ts'
import { createServiceLinkedRole } from './service-linked-roles/create-service-linked-role.ts'
import { deleteServiceLinkedRole } from './service-linked-roles/delete-service-linked-role.ts'
import { getServiceLinkedRoleDeletionStatus } from './service-linked-roles/get-service-linked-role-deletion-status.ts'
import { listPolicyTags } from './tagging/list-policy-tags.ts'
import { listRoleTags } from './tagging/list-role-tags.ts'
import { listUserTags } from './tagging/list-user-tags.ts'
import { tagPolicy } from './tagging/tag-policy.ts'
import { tagRole } from './tagging/tag-role.ts'
import { tagUser } from './tagging/tag-user.ts'
import { untagPolicy } from './tagging/untag-policy.ts'
import { untagRole } from './tagging/untag-role.ts'
import { untagUser } from './tagging/untag-user.ts'
import { createUser } from './users/create-user.ts'
import { deleteUser } from './users/delete-user.ts'
import { getUser } from './users/get-user.ts'
import { listUsers } from './users/list-users.ts'
import { updateUser } from './users/update-user.ts'

/** What IAM can do; the compiler demands an entry for every operation of its model. */
export const iamOperations: Readonly<Record<keyof IamOperations, AnyOperation>> = {
  CreateUser: createUser,
  GetUser: getUser,
  ListUsers: listUsers,
  UpdateUser: updateUser,
  DeleteUser: deleteUser,
  TagUser: tagUser,
  UntagUser: untagUser,
  ListUserTags: listUserTags,
  CreateGroup: createGroup,
  GetGroup: getGroup,
  ListGroups: listGroups,
  UpdateGroup: updateGroup,
  DeleteGroup: deleteGroup,
  AddUserToGroup: addUserToGroup,
  RemoveUserFromGroup: removeUserFromGroup,
  ListGroupsForUser: listGroupsForUser,
  CreateRole: createRole,
  GetRole: getRole,
  ListRoles: listRoles,
  UpdateRole: updateRole,
  DeleteRole: deleteRole,
  UpdateAssumeRolePolicy: updateAssumeRolePolicy,
  TagRole: tagRole,
  UntagRole: untagRole,
  ListRoleTags: listRoleTags,
  CreateServiceLinkedRole: createServiceLinkedRole,
  CreatePolicy: notImplemented('CreatePolicy', 'iam'),
  GetPolicy: notImplemented('GetPolicy', 'iam'),
  ListPolicies: notImplemented('ListPolicies', 'iam'),
  DeletePolicy: notImplemented('DeletePolicy', 'iam'),
  CreatePolicyVersion: notImplemented('CreatePolicyVersion', 'iam'),
  GetPolicyVersion: notImplemented('GetPolicyVersion', 'iam'),
  ListPolicyVersions: notImplemented('ListPolicyVersions', 'iam'),
  DeletePolicyVersion: notImplemented('DeletePolicyVersion', 'iam'),
  SetDefaultPolicyVersion: notImplemented('SetDefaultPolicyVersion', 'iam'),
  ListEntitiesForPolicy: notImplemented('ListEntitiesForPolicy', 'iam'),
  TagPolicy: tagPolicy,
  UntagPolicy: untagPolicy,
  ListPolicyTags: listPolicyTags,
  AttachUserPolicy: notImplemented('AttachUserPolicy', 'iam'),
  DetachUserPolicy: notImplemented('DetachUserPolicy', 'iam'),
  ListAttachedUserPolicies: notImplemented('ListAttachedUserPolicies', 'iam'),
  AttachGroupPolicy: notImplemented('AttachGroupPolicy', 'iam'),
  DetachGroupPolicy: notImplemented('DetachGroupPolicy', 'iam'),
  ListAttachedGroupPolicies: notImplemented('ListAttachedGroupPolicies', 'iam'),
  AttachRolePolicy: notImplemented('AttachRolePolicy', 'iam'),
  DetachRolePolicy: notImplemented('DetachRolePolicy', 'iam'),
  ListAttachedRolePolicies: notImplemented('ListAttachedRolePolicies', 'iam'),
  PutUserPolicy: notImplemented('PutUserPolicy', 'iam'),
  GetUserPolicy: notImplemented('GetUserPolicy', 'iam'),
  ListUserPolicies: notImplemented('ListUserPolicies', 'iam'),
  DeleteUserPolicy: notImplemented('DeleteUserPolicy', 'iam'),
  PutGroupPolicy: notImplemented('PutGroupPolicy', 'iam'),
  GetGroupPolicy: notImplemented('GetGroupPolicy', 'iam'),
  ListGroupPolicies: notImplemented('ListGroupPolicies', 'iam'),
  DeleteGroupPolicy: notImplemented('DeleteGroupPolicy', 'iam'),
  PutRolePolicy: notImplemented('PutRolePolicy', 'iam'),
  GetRolePolicy: notImplemented('GetRolePolicy', 'iam'),
  ListRolePolicies: notImplemented('ListRolePolicies', 'iam'),
  DeleteRolePolicy: notImplemented('DeleteRolePolicy', 'iam'),
  PutUserPermissionsBoundary: notImplemented('PutUserPermissionsBoundary', 'iam'),
  DeleteUserPermissionsBoundary: notImplemented('DeleteUserPermissionsBoundary', 'iam'),
  PutRolePermissionsBoundary: notImplemented('PutRolePermissionsBoundary', 'iam'),
  DeleteRolePermissionsBoundary: notImplemented('DeleteRolePermissionsBoundary', 'iam'),
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  GetAccessKeyLastUsed: getAccessKeyLastUsed,
  CreateLoginProfile: notImplemented('CreateLoginProfile', 'iam'),
  GetLoginProfile: notImplemented('GetLoginProfile', 'iam'),
  UpdateLoginProfile: notImplemented('UpdateLoginProfile', 'iam'),
  DeleteLoginProfile: notImplemented('DeleteLoginProfile', 'iam'),
  ChangePassword: notImplemented('ChangePassword', 'iam'),
  CreateAccountAlias: createAccountAlias,
  ListAccountAliases: listAccountAliases,
  DeleteAccountAlias: deleteAccountAlias,
  GetAccountSummary: getAccountSummary,
  GetAccountAuthorizationDetails: notImplemented('GetAccountAuthorizationDetails', 'iam'),
  SimulatePrincipalPolicy: notImplemented('SimulatePrincipalPolicy', 'iam'),
  SimulateCustomPolicy: notImplemented('SimulateCustomPolicy', 'iam'),
  GetContextKeysForPrincipalPolicy: notImplemented('GetContextKeysForPrincipalPolicy', 'iam'),
  GetContextKeysForCustomPolicy: notImplemented('GetContextKeysForCustomPolicy', 'iam'),
  CreateOpenIDConnectProvider: notImplemented('CreateOpenIDConnectProvider', 'iam'),
  GetOpenIDConnectProvider: notImplemented('GetOpenIDConnectProvider', 'iam'),
  ListOpenIDConnectProviders: notImplemented('ListOpenIDConnectProviders', 'iam'),
  DeleteOpenIDConnectProvider: notImplemented('DeleteOpenIDConnectProvider', 'iam'),
  AddClientIDToOpenIDConnectProvider: notImplemented('AddClientIDToOpenIDConnectProvider', 'iam'),
  RemoveClientIDFromOpenIDConnectProvider: notImplemented('RemoveClientIDFromOpenIDConnectProvider', 'iam'),
  UpdateOpenIDConnectProviderThumbprint: notImplemented('UpdateOpenIDConnectProviderThumbprint', 'iam'),
  TagOpenIDConnectProvider: notImplemented('TagOpenIDConnectProvider', 'iam'),
  UntagOpenIDConnectProvider: notImplemented('UntagOpenIDConnectProvider', 'iam'),
  ListOpenIDConnectProviderTags: notImplemented('ListOpenIDConnectProviderTags', 'iam'),
  UpdateAccountPasswordPolicy: notImplemented('UpdateAccountPasswordPolicy', 'iam'),
  GetAccountPasswordPolicy: notImplemented('GetAccountPasswordPolicy', 'iam'),
  DeleteAccountPasswordPolicy: notImplemented('DeleteAccountPasswordPolicy', 'iam'),
  DeleteServiceLinkedRole: deleteServiceLinkedRole,
  GetServiceLinkedRoleDeletionStatus: getServiceLinkedRoleDeletionStatus,
  UpdateRoleDescription: updateRoleDescription,
  ListInstanceProfilesForRole: listInstanceProfilesForRole,
  GenerateCredentialReport: notImplemented('GenerateCredentialReport', 'iam'),
  GetCredentialReport: notImplemented('GetCredentialReport', 'iam'),
  CreateVirtualMFADevice: notImplemented('CreateVirtualMFADevice', 'iam'),
  EnableMFADevice: notImplemented('EnableMFADevice', 'iam'),
  DeactivateMFADevice: notImplemented('DeactivateMFADevice', 'iam'),
  DeleteVirtualMFADevice: notImplemented('DeleteVirtualMFADevice', 'iam'),
  ListMFADevices: notImplemented('ListMFADevices', 'iam'),
  ListVirtualMFADevices: notImplemented('ListVirtualMFADevices', 'iam'),
  ResyncMFADevice: notImplemented('ResyncMFADevice', 'iam'),
  ListPoliciesGrantingServiceAccess: notImplemented('ListPoliciesGrantingServiceAccess', 'iam'),
}
