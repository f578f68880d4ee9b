import type { IamOperations } from '../generated/iam.ts'
import { type AnyOperation, notImplemented } from '../request/operation.ts'
import { deleteLoginProfile } from './absent/delete-login-profile.ts'
import { getAccountPasswordPolicy } from './absent/get-account-password-policy.ts'
import { getLoginProfile } from './absent/get-login-profile.ts'
import { listMfaDevices } from './absent/list-mfa-devices.ts'
import { listOpenIdConnectProviders } from './absent/list-open-id-connect-providers.ts'
import { listSamlProviders } from './absent/list-saml-providers.ts'
import { listServerCertificates } from './absent/list-server-certificates.ts'
import { listServiceSpecificCredentials } from './absent/list-service-specific-credentials.ts'
import { listSigningCertificates } from './absent/list-signing-certificates.ts'
import { listSshPublicKeys } from './absent/list-ssh-public-keys.ts'
import { listVirtualMfaDevices } from './absent/list-virtual-mfa-devices.ts'
import { createAccessKey } from './access-keys/create-access-key.ts'
import { deleteAccessKey } from './access-keys/delete-access-key.ts'
import { getAccessKeyLastUsed } from './access-keys/get-access-key-last-used.ts'
import { listAccessKeys } from './access-keys/list-access-keys.ts'
import { updateAccessKey } from './access-keys/update-access-key.ts'
import { createAccountAlias } from './accounts/create-account-alias.ts'
import { deleteAccountAlias } from './accounts/delete-account-alias.ts'
import { getAccountAuthorizationDetails } from './accounts/get-account-authorization-details.ts'
import { getAccountSummary } from './accounts/get-account-summary.ts'
import { listAccountAliases } from './accounts/list-account-aliases.ts'
import { attachGroupPolicy, attachRolePolicy, attachUserPolicy } from './attachments/attach-policy.ts'
import { detachGroupPolicy, detachRolePolicy, detachUserPolicy } from './attachments/detach-policy.ts'
import {
  listAttachedGroupPolicies,
  listAttachedRolePolicies,
  listAttachedUserPolicies,
} from './attachments/list-attached-policies.ts'
import {
  deleteRolePermissionsBoundary,
  deleteUserPermissionsBoundary,
} from './boundaries/delete-permissions-boundary.ts'
import { putRolePermissionsBoundary, putUserPermissionsBoundary } from './boundaries/put-permissions-boundary.ts'
import { addUserToGroup } from './groups/add-user-to-group.ts'
import { createGroup } from './groups/create-group.ts'
import { deleteGroup } from './groups/delete-group.ts'
import { getGroup } from './groups/get-group.ts'
import { listGroupsForUser } from './groups/list-groups-for-user.ts'
import { listGroups } from './groups/list-groups.ts'
import { removeUserFromGroup } from './groups/remove-user-from-group.ts'
import { updateGroup } from './groups/update-group.ts'
import { deleteGroupPolicy, deleteRolePolicy, deleteUserPolicy } from './inline-policies/delete-inline-policy.ts'
import { getGroupPolicy, getRolePolicy, getUserPolicy } from './inline-policies/get-inline-policy.ts'
import { listGroupPolicies, listRolePolicies, listUserPolicies } from './inline-policies/list-inline-policies.ts'
import { putGroupPolicy, putRolePolicy, putUserPolicy } from './inline-policies/put-inline-policy.ts'
import { addRoleToInstanceProfile } from './instance-profiles/add-role-to-instance-profile.ts'
import { createInstanceProfile } from './instance-profiles/create-instance-profile.ts'
import { deleteInstanceProfile } from './instance-profiles/delete-instance-profile.ts'
import { getInstanceProfile } from './instance-profiles/get-instance-profile.ts'
import { listInstanceProfiles } from './instance-profiles/list-instance-profiles.ts'
import { removeRoleFromInstanceProfile } from './instance-profiles/remove-role-from-instance-profile.ts'
import { createPolicyVersion } from './policies/create-policy-version.ts'
import { createPolicy } from './policies/create-policy.ts'
import { deletePolicyVersion } from './policies/delete-policy-version.ts'
import { deletePolicy } from './policies/delete-policy.ts'
import { getPolicyVersion } from './policies/get-policy-version.ts'
import { getPolicy } from './policies/get-policy.ts'
import { listEntitiesForPolicy } from './policies/list-entities-for-policy.ts'
import { listPolicies } from './policies/list-policies.ts'
import { listPolicyVersions } from './policies/list-policy-versions.ts'
import { setDefaultPolicyVersion } from './policies/set-default-policy-version.ts'
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
import { getContextKeysForCustomPolicy } from './simulation/get-context-keys-for-custom-policy.ts'
import { getContextKeysForPrincipalPolicy } from './simulation/get-context-keys-for-principal-policy.ts'
import { simulateCustomPolicy } from './simulation/simulate-custom-policy.ts'
import { simulatePrincipalPolicy } from './simulation/simulate-principal-policy.ts'
import { listInstanceProfileTags, listPolicyTags, listRoleTags, listUserTags } from './tagging/list-tags.ts'
import { tagInstanceProfile, tagPolicy, tagRole, tagUser } from './tagging/tag.ts'
import { untagInstanceProfile, untagPolicy, untagRole, untagUser } from './tagging/untag.ts'
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
  CreatePolicy: createPolicy,
  GetPolicy: getPolicy,
  ListPolicies: listPolicies,
  DeletePolicy: deletePolicy,
  CreatePolicyVersion: createPolicyVersion,
  GetPolicyVersion: getPolicyVersion,
  ListPolicyVersions: listPolicyVersions,
  DeletePolicyVersion: deletePolicyVersion,
  SetDefaultPolicyVersion: setDefaultPolicyVersion,
  ListEntitiesForPolicy: listEntitiesForPolicy,
  TagPolicy: tagPolicy,
  UntagPolicy: untagPolicy,
  ListPolicyTags: listPolicyTags,
  AttachUserPolicy: attachUserPolicy,
  DetachUserPolicy: detachUserPolicy,
  ListAttachedUserPolicies: listAttachedUserPolicies,
  AttachGroupPolicy: attachGroupPolicy,
  DetachGroupPolicy: detachGroupPolicy,
  ListAttachedGroupPolicies: listAttachedGroupPolicies,
  AttachRolePolicy: attachRolePolicy,
  DetachRolePolicy: detachRolePolicy,
  ListAttachedRolePolicies: listAttachedRolePolicies,
  PutUserPolicy: putUserPolicy,
  GetUserPolicy: getUserPolicy,
  ListUserPolicies: listUserPolicies,
  DeleteUserPolicy: deleteUserPolicy,
  PutGroupPolicy: putGroupPolicy,
  GetGroupPolicy: getGroupPolicy,
  ListGroupPolicies: listGroupPolicies,
  DeleteGroupPolicy: deleteGroupPolicy,
  PutRolePolicy: putRolePolicy,
  GetRolePolicy: getRolePolicy,
  ListRolePolicies: listRolePolicies,
  DeleteRolePolicy: deleteRolePolicy,
  PutUserPermissionsBoundary: putUserPermissionsBoundary,
  DeleteUserPermissionsBoundary: deleteUserPermissionsBoundary,
  PutRolePermissionsBoundary: putRolePermissionsBoundary,
  DeleteRolePermissionsBoundary: deleteRolePermissionsBoundary,
  CreateAccessKey: createAccessKey,
  ListAccessKeys: listAccessKeys,
  UpdateAccessKey: updateAccessKey,
  DeleteAccessKey: deleteAccessKey,
  GetAccessKeyLastUsed: getAccessKeyLastUsed,
  CreateLoginProfile: notImplemented('CreateLoginProfile', 'iam'),
  GetLoginProfile: getLoginProfile,
  UpdateLoginProfile: notImplemented('UpdateLoginProfile', 'iam'),
  DeleteLoginProfile: deleteLoginProfile,
  ChangePassword: notImplemented('ChangePassword', 'iam'),
  CreateAccountAlias: createAccountAlias,
  ListAccountAliases: listAccountAliases,
  DeleteAccountAlias: deleteAccountAlias,
  GetAccountSummary: getAccountSummary,
  GetAccountAuthorizationDetails: getAccountAuthorizationDetails,
  SimulatePrincipalPolicy: simulatePrincipalPolicy,
  SimulateCustomPolicy: simulateCustomPolicy,
  GetContextKeysForPrincipalPolicy: getContextKeysForPrincipalPolicy,
  GetContextKeysForCustomPolicy: getContextKeysForCustomPolicy,
  CreateOpenIDConnectProvider: notImplemented('CreateOpenIDConnectProvider', 'iam'),
  GetOpenIDConnectProvider: notImplemented('GetOpenIDConnectProvider', 'iam'),
  ListOpenIDConnectProviders: listOpenIdConnectProviders,
  DeleteOpenIDConnectProvider: notImplemented('DeleteOpenIDConnectProvider', 'iam'),
  AddClientIDToOpenIDConnectProvider: notImplemented('AddClientIDToOpenIDConnectProvider', 'iam'),
  RemoveClientIDFromOpenIDConnectProvider: notImplemented('RemoveClientIDFromOpenIDConnectProvider', 'iam'),
  UpdateOpenIDConnectProviderThumbprint: notImplemented('UpdateOpenIDConnectProviderThumbprint', 'iam'),
  TagOpenIDConnectProvider: notImplemented('TagOpenIDConnectProvider', 'iam'),
  UntagOpenIDConnectProvider: notImplemented('UntagOpenIDConnectProvider', 'iam'),
  ListOpenIDConnectProviderTags: notImplemented('ListOpenIDConnectProviderTags', 'iam'),
  UpdateAccountPasswordPolicy: notImplemented('UpdateAccountPasswordPolicy', 'iam'),
  GetAccountPasswordPolicy: getAccountPasswordPolicy,
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
  ListMFADevices: listMfaDevices,
  ListVirtualMFADevices: listVirtualMfaDevices,
  ResyncMFADevice: notImplemented('ResyncMFADevice', 'iam'),
  ListPoliciesGrantingServiceAccess: notImplemented('ListPoliciesGrantingServiceAccess', 'iam'),
  AddRoleToInstanceProfile: addRoleToInstanceProfile,
  CreateInstanceProfile: createInstanceProfile,
  DeleteInstanceProfile: deleteInstanceProfile,
  GenerateServiceLastAccessedDetails: notImplemented('GenerateServiceLastAccessedDetails', 'iam'),
  GetInstanceProfile: getInstanceProfile,
  GetServiceLastAccessedDetails: notImplemented('GetServiceLastAccessedDetails', 'iam'),
  ListInstanceProfileTags: listInstanceProfileTags,
  ListInstanceProfiles: listInstanceProfiles,
  ListMFADeviceTags: notImplemented('ListMFADeviceTags', 'iam'),
  ListSAMLProviders: listSamlProviders,
  ListSSHPublicKeys: listSshPublicKeys,
  ListServerCertificates: listServerCertificates,
  ListServiceSpecificCredentials: listServiceSpecificCredentials,
  ListSigningCertificates: listSigningCertificates,
  RemoveRoleFromInstanceProfile: removeRoleFromInstanceProfile,
  TagInstanceProfile: tagInstanceProfile,
  TagMFADevice: notImplemented('TagMFADevice', 'iam'),
  UntagInstanceProfile: untagInstanceProfile,
  UntagMFADevice: notImplemented('UntagMFADevice', 'iam'),
}
