// AWS Identity and Access Management, 2010-05-08. Written by scripts/generate-model.ts from model/iam.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface IamOperations {
  AddClientIDToOpenIDConnectProvider: {
    input: AddClientIDToOpenIDConnectProviderRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  AddRoleToInstanceProfile: {
    input: AddRoleToInstanceProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'EntityAlreadyExistsException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  AddUserToGroup: {
    input: AddUserToGroupRequest
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  AttachGroupPolicy: {
    input: AttachGroupPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PolicyNotAttachableException'
      | 'ServiceFailureException'
  }
  AttachRolePolicy: {
    input: AttachRolePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PolicyNotAttachableException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  AttachUserPolicy: {
    input: AttachUserPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PolicyNotAttachableException'
      | 'ServiceFailureException'
  }
  ChangePassword: {
    input: ChangePasswordRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'EntityTemporarilyUnmodifiableException'
      | 'InvalidUserTypeException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PasswordPolicyViolationException'
      | 'ServiceFailureException'
  }
  CreateAccessKey: {
    input: CreateAccessKeyRequest
    output: CreateAccessKeyResponse
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  CreateAccountAlias: {
    input: CreateAccountAliasRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'LimitExceededException'
      | 'ServiceFailureException'
  }
  CreateGroup: {
    input: CreateGroupRequest
    output: CreateGroupResponse
    errors:
      | 'EntityAlreadyExistsException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  CreateInstanceProfile: {
    input: CreateInstanceProfileRequest
    output: CreateInstanceProfileResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'ServiceFailureException'
  }
  CreateLoginProfile: {
    input: CreateLoginProfileRequest
    output: CreateLoginProfileResponse
    errors:
      | 'EntityAlreadyExistsException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PasswordPolicyViolationException'
      | 'ServiceFailureException'
  }
  CreateOpenIDConnectProvider: {
    input: CreateOpenIDConnectProviderRequest
    output: CreateOpenIDConnectProviderResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'OpenIdIdpCommunicationErrorException'
      | 'ServiceFailureException'
  }
  CreatePolicy: {
    input: CreatePolicyRequest
    output: CreatePolicyResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'ServiceFailureException'
  }
  CreatePolicyVersion: {
    input: CreatePolicyVersionRequest
    output: CreatePolicyVersionResponse
    errors:
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  CreateRole: {
    input: CreateRoleRequest
    output: CreateRoleResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'ServiceFailureException'
  }
  CreateServiceLinkedRole: {
    input: CreateServiceLinkedRoleRequest
    output: CreateServiceLinkedRoleResponse
    errors: 'InvalidInputException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  CreateUser: {
    input: CreateUserRequest
    output: CreateUserResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  CreateVirtualMFADevice: {
    input: CreateVirtualMFADeviceRequest
    output: CreateVirtualMFADeviceResponse
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'ServiceFailureException'
  }
  DeactivateMFADevice: {
    input: DeactivateMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'EntityTemporarilyUnmodifiableException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeleteAccessKey: {
    input: DeleteAccessKeyRequest
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteAccountAlias: {
    input: DeleteAccountAliasRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeleteAccountPasswordPolicy: {
    input: Readonly<Record<string, never>>
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteGroup: {
    input: DeleteGroupRequest
    output: Readonly<Record<string, never>>
    errors: 'DeleteConflictException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteGroupPolicy: {
    input: DeleteGroupPolicyRequest
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteInstanceProfile: {
    input: DeleteInstanceProfileRequest
    output: Readonly<Record<string, never>>
    errors: 'DeleteConflictException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteLoginProfile: {
    input: DeleteLoginProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'EntityTemporarilyUnmodifiableException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeleteOpenIDConnectProvider: {
    input: DeleteOpenIDConnectProviderRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeletePolicy: {
    input: DeletePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DeleteConflictException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeletePolicyVersion: {
    input: DeletePolicyVersionRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DeleteConflictException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeleteRole: {
    input: DeleteRoleRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'DeleteConflictException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  DeleteRolePermissionsBoundary: {
    input: DeleteRolePermissionsBoundaryRequest
    output: Readonly<Record<string, never>>
    errors: 'NoSuchEntityException' | 'ServiceFailureException' | 'UnmodifiableEntityException'
  }
  DeleteRolePolicy: {
    input: DeleteRolePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  DeleteServiceLinkedRole: {
    input: DeleteServiceLinkedRoleRequest
    output: DeleteServiceLinkedRoleResponse
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteUser: {
    input: DeleteUserRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'DeleteConflictException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DeleteUserPermissionsBoundary: {
    input: DeleteUserPermissionsBoundaryRequest
    output: Readonly<Record<string, never>>
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteUserPolicy: {
    input: DeleteUserPolicyRequest
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DeleteVirtualMFADevice: {
    input: DeleteVirtualMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'DeleteConflictException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  DetachGroupPolicy: {
    input: DetachGroupPolicyRequest
    output: Readonly<Record<string, never>>
    errors: 'InvalidInputException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  DetachRolePolicy: {
    input: DetachRolePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  DetachUserPolicy: {
    input: DetachUserPolicyRequest
    output: Readonly<Record<string, never>>
    errors: 'InvalidInputException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  EnableMFADevice: {
    input: EnableMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'EntityTemporarilyUnmodifiableException'
      | 'InvalidAuthenticationCodeException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  GenerateCredentialReport: {
    input: Readonly<Record<string, never>>
    output: GenerateCredentialReportResponse
    errors: 'LimitExceededException' | 'ServiceFailureException'
  }
  GenerateServiceLastAccessedDetails: {
    input: GenerateServiceLastAccessedDetailsRequest
    output: GenerateServiceLastAccessedDetailsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException'
  }
  GetAccessKeyLastUsed: {
    input: GetAccessKeyLastUsedRequest
    output: GetAccessKeyLastUsedResponse
    errors: never
  }
  GetAccountAuthorizationDetails: {
    input: GetAccountAuthorizationDetailsRequest
    output: GetAccountAuthorizationDetailsResponse
    errors: 'ServiceFailureException'
  }
  GetAccountPasswordPolicy: {
    input: Readonly<Record<string, never>>
    output: GetAccountPasswordPolicyResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetAccountSummary: {
    input: Readonly<Record<string, never>>
    output: GetAccountSummaryResponse
    errors: 'ServiceFailureException'
  }
  GetContextKeysForCustomPolicy: {
    input: GetContextKeysForCustomPolicyRequest
    output: GetContextKeysForPolicyResponse
    errors: 'InvalidInputException'
  }
  GetContextKeysForPrincipalPolicy: {
    input: GetContextKeysForPrincipalPolicyRequest
    output: GetContextKeysForPolicyResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException'
  }
  GetCredentialReport: {
    input: Readonly<Record<string, never>>
    output: GetCredentialReportResponse
    errors:
      | 'CredentialReportExpiredException'
      | 'CredentialReportNotPresentException'
      | 'CredentialReportNotReadyException'
      | 'ServiceFailureException'
  }
  GetGroup: {
    input: GetGroupRequest
    output: GetGroupResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetGroupPolicy: {
    input: GetGroupPolicyRequest
    output: GetGroupPolicyResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetInstanceProfile: {
    input: GetInstanceProfileRequest
    output: GetInstanceProfileResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetLoginProfile: {
    input: GetLoginProfileRequest
    output: GetLoginProfileResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetOpenIDConnectProvider: {
    input: GetOpenIDConnectProviderRequest
    output: GetOpenIDConnectProviderResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetPolicy: {
    input: GetPolicyRequest
    output: GetPolicyResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetPolicyVersion: {
    input: GetPolicyVersionRequest
    output: GetPolicyVersionResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetRole: {
    input: GetRoleRequest
    output: GetRoleResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetRolePolicy: {
    input: GetRolePolicyRequest
    output: GetRolePolicyResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetServiceLastAccessedDetails: {
    input: GetServiceLastAccessedDetailsRequest
    output: GetServiceLastAccessedDetailsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException'
  }
  GetServiceLinkedRoleDeletionStatus: {
    input: GetServiceLinkedRoleDeletionStatusRequest
    output: GetServiceLinkedRoleDeletionStatusResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetUser: {
    input: GetUserRequest
    output: GetUserResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  GetUserPolicy: {
    input: GetUserPolicyRequest
    output: GetUserPolicyResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListAccessKeys: {
    input: ListAccessKeysRequest
    output: ListAccessKeysResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListAccountAliases: {
    input: ListAccountAliasesRequest
    output: ListAccountAliasesResponse
    errors: 'ServiceFailureException'
  }
  ListAttachedGroupPolicies: {
    input: ListAttachedGroupPoliciesRequest
    output: ListAttachedGroupPoliciesResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListAttachedRolePolicies: {
    input: ListAttachedRolePoliciesRequest
    output: ListAttachedRolePoliciesResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListAttachedUserPolicies: {
    input: ListAttachedUserPoliciesRequest
    output: ListAttachedUserPoliciesResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListEntitiesForPolicy: {
    input: ListEntitiesForPolicyRequest
    output: ListEntitiesForPolicyResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListGroupPolicies: {
    input: ListGroupPoliciesRequest
    output: ListGroupPoliciesResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListGroups: {
    input: ListGroupsRequest
    output: ListGroupsResponse
    errors: 'ServiceFailureException'
  }
  ListGroupsForUser: {
    input: ListGroupsForUserRequest
    output: ListGroupsForUserResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListInstanceProfileTags: {
    input: ListInstanceProfileTagsRequest
    output: ListInstanceProfileTagsResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListInstanceProfiles: {
    input: ListInstanceProfilesRequest
    output: ListInstanceProfilesResponse
    errors: 'ServiceFailureException'
  }
  ListInstanceProfilesForRole: {
    input: ListInstanceProfilesForRoleRequest
    output: ListInstanceProfilesForRoleResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListMFADeviceTags: {
    input: ListMFADeviceTagsRequest
    output: ListMFADeviceTagsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListMFADevices: {
    input: ListMFADevicesRequest
    output: ListMFADevicesResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListOpenIDConnectProviderTags: {
    input: ListOpenIDConnectProviderTagsRequest
    output: ListOpenIDConnectProviderTagsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListOpenIDConnectProviders: {
    input: ListOpenIDConnectProvidersRequest
    output: ListOpenIDConnectProvidersResponse
    errors: 'ServiceFailureException'
  }
  ListPolicies: {
    input: ListPoliciesRequest
    output: ListPoliciesResponse
    errors: 'ServiceFailureException'
  }
  ListPoliciesGrantingServiceAccess: {
    input: ListPoliciesGrantingServiceAccessRequest
    output: ListPoliciesGrantingServiceAccessResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException'
  }
  ListPolicyTags: {
    input: ListPolicyTagsRequest
    output: ListPolicyTagsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListPolicyVersions: {
    input: ListPolicyVersionsRequest
    output: ListPolicyVersionsResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListRolePolicies: {
    input: ListRolePoliciesRequest
    output: ListRolePoliciesResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListRoleTags: {
    input: ListRoleTagsRequest
    output: ListRoleTagsResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListRoles: {
    input: ListRolesRequest
    output: ListRolesResponse
    errors: 'ServiceFailureException'
  }
  ListSAMLProviders: {
    input: ListSAMLProvidersRequest
    output: ListSAMLProvidersResponse
    errors: 'ServiceFailureException'
  }
  ListSSHPublicKeys: {
    input: ListSSHPublicKeysRequest
    output: ListSSHPublicKeysResponse
    errors: 'NoSuchEntityException'
  }
  ListServerCertificates: {
    input: ListServerCertificatesRequest
    output: ListServerCertificatesResponse
    errors: 'ServiceFailureException'
  }
  ListServiceSpecificCredentials: {
    input: ListServiceSpecificCredentialsRequest
    output: ListServiceSpecificCredentialsResponse
    errors: 'NoSuchEntityException' | 'ServiceNotSupportedException'
  }
  ListSigningCertificates: {
    input: ListSigningCertificatesRequest
    output: ListSigningCertificatesResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListUserPolicies: {
    input: ListUserPoliciesRequest
    output: ListUserPoliciesResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListUserTags: {
    input: ListUserTagsRequest
    output: ListUserTagsResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ListUsers: {
    input: ListUsersRequest
    output: ListUsersResponse
    errors: 'ServiceFailureException'
  }
  ListVirtualMFADevices: {
    input: ListVirtualMFADevicesRequest
    output: ListVirtualMFADevicesResponse
    errors: never
  }
  PutGroupPolicy: {
    input: PutGroupPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  PutRolePermissionsBoundary: {
    input: PutRolePermissionsBoundaryRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'PolicyNotAttachableException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  PutRolePolicy: {
    input: PutRolePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  PutUserPermissionsBoundary: {
    input: PutUserPermissionsBoundaryRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'PolicyNotAttachableException'
      | 'ServiceFailureException'
  }
  PutUserPolicy: {
    input: PutUserPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  RemoveClientIDFromOpenIDConnectProvider: {
    input: RemoveClientIDFromOpenIDConnectProviderRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  RemoveRoleFromInstanceProfile: {
    input: RemoveRoleFromInstanceProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  RemoveUserFromGroup: {
    input: RemoveUserFromGroupRequest
    output: Readonly<Record<string, never>>
    errors: 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  ResyncMFADevice: {
    input: ResyncMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidAuthenticationCodeException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  SetDefaultPolicyVersion: {
    input: SetDefaultPolicyVersionRequest
    output: Readonly<Record<string, never>>
    errors: 'InvalidInputException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  SimulateCustomPolicy: {
    input: SimulateCustomPolicyRequest
    output: SimulatePolicyResponse
    errors: 'InvalidInputException' | 'PolicyEvaluationException'
  }
  SimulatePrincipalPolicy: {
    input: SimulatePrincipalPolicyRequest
    output: SimulatePolicyResponse
    errors: 'InvalidInputException' | 'NoSuchEntityException' | 'PolicyEvaluationException'
  }
  TagInstanceProfile: {
    input: TagInstanceProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  TagMFADevice: {
    input: TagMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  TagOpenIDConnectProvider: {
    input: TagOpenIDConnectProviderRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  TagPolicy: {
    input: TagPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  TagRole: {
    input: TagRoleRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  TagUser: {
    input: TagUserRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UntagInstanceProfile: {
    input: UntagInstanceProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UntagMFADevice: {
    input: UntagMFADeviceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UntagOpenIDConnectProvider: {
    input: UntagOpenIDConnectProviderRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UntagPolicy: {
    input: UntagPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UntagRole: {
    input: UntagRoleRequest
    output: Readonly<Record<string, never>>
    errors: 'ConcurrentModificationException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  UntagUser: {
    input: UntagUserRequest
    output: Readonly<Record<string, never>>
    errors: 'ConcurrentModificationException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  UpdateAccessKey: {
    input: UpdateAccessKeyRequest
    output: Readonly<Record<string, never>>
    errors: 'InvalidInputException' | 'LimitExceededException' | 'NoSuchEntityException' | 'ServiceFailureException'
  }
  UpdateAccountPasswordPolicy: {
    input: UpdateAccountPasswordPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UpdateAssumeRolePolicy: {
    input: UpdateAssumeRolePolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  UpdateGroup: {
    input: UpdateGroupRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'EntityAlreadyExistsException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UpdateLoginProfile: {
    input: UpdateLoginProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'EntityTemporarilyUnmodifiableException'
      | 'InvalidInputException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'PasswordPolicyViolationException'
      | 'ServiceFailureException'
  }
  UpdateOpenIDConnectProviderThumbprint: {
    input: UpdateOpenIDConnectProviderThumbprintRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
  UpdateRole: {
    input: UpdateRoleRequest
    output: UpdateRoleResponse
    errors:
      | 'InvalidInputException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
      | 'UnmodifiableEntityException'
  }
  UpdateRoleDescription: {
    input: UpdateRoleDescriptionRequest
    output: UpdateRoleDescriptionResponse
    errors: 'NoSuchEntityException' | 'ServiceFailureException' | 'UnmodifiableEntityException'
  }
  UpdateUser: {
    input: UpdateUserRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'ConcurrentModificationException'
      | 'EntityAlreadyExistsException'
      | 'EntityTemporarilyUnmodifiableException'
      | 'LimitExceededException'
      | 'NoSuchEntityException'
      | 'ServiceFailureException'
  }
}

export type IamErrorCode =
  | 'ConcurrentModificationException'
  | 'CredentialReportExpiredException'
  | 'CredentialReportNotPresentException'
  | 'CredentialReportNotReadyException'
  | 'DeleteConflictException'
  | 'EntityAlreadyExistsException'
  | 'EntityTemporarilyUnmodifiableException'
  | 'InvalidAuthenticationCodeException'
  | 'InvalidInputException'
  | 'InvalidUserTypeException'
  | 'LimitExceededException'
  | 'MalformedPolicyDocumentException'
  | 'NoSuchEntityException'
  | 'OpenIdIdpCommunicationErrorException'
  | 'PasswordPolicyViolationException'
  | 'PolicyEvaluationException'
  | 'PolicyNotAttachableException'
  | 'ServiceFailureException'
  | 'ServiceNotSupportedException'
  | 'UnmodifiableEntityException'

export type AccessAdvisorUsageGranularityType = 'SERVICE_LEVEL' | 'ACTION_LEVEL'

export interface AccessKey {
  readonly UserName: string
  readonly AccessKeyId: string
  readonly Status: StatusType
  readonly SecretAccessKey: string
  readonly CreateDate?: number | undefined
}

export interface AccessKeyLastUsed {
  readonly LastUsedDate?: number | undefined
  readonly ServiceName: string
  readonly Region: string
}

export interface AccessKeyMetadata {
  readonly UserName?: string | undefined
  readonly AccessKeyId?: string | undefined
  readonly Status?: StatusType | undefined
  readonly CreateDate?: number | undefined
}

export interface AddClientIDToOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
  readonly ClientID: string
}

export interface AddRoleToInstanceProfileRequest {
  readonly InstanceProfileName: string
  readonly RoleName: string
}

export interface AddUserToGroupRequest {
  readonly GroupName: string
  readonly UserName: string
}

export interface AttachGroupPolicyRequest {
  readonly GroupName: string
  readonly PolicyArn: string
}

export interface AttachRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyArn: string
}

export interface AttachUserPolicyRequest {
  readonly UserName: string
  readonly PolicyArn: string
}

export interface AttachedPermissionsBoundary {
  readonly PermissionsBoundaryType?: PermissionsBoundaryAttachmentType | undefined
  readonly PermissionsBoundaryArn?: string | undefined
}

export interface AttachedPolicy {
  readonly PolicyName?: string | undefined
  readonly PolicyArn?: string | undefined
}

export type AttachmentType = 'user' | 'group' | 'role'

export interface ChangePasswordRequest {
  readonly OldPassword: string
  readonly NewPassword: string
}

export interface ContextEntry {
  readonly ContextKeyName?: string | undefined
  readonly ContextKeyValues?: readonly string[] | undefined
  readonly ContextKeyType?: ContextKeyTypeEnum | undefined
}

export type ContextKeyTypeEnum =
  | 'string'
  | 'stringList'
  | 'numeric'
  | 'numericList'
  | 'boolean'
  | 'booleanList'
  | 'ip'
  | 'ipList'
  | 'binary'
  | 'binaryList'
  | 'date'
  | 'dateList'

export interface ContextProvider {
  readonly KeyDefinitionList?: readonly ContextProviderKeyDefinition[] | undefined
  readonly SubjectSourceKey: string
  readonly SubjectTypeValue?: string | undefined
  readonly SubjectTypeSourceKey?: string | undefined
}

export interface ContextProviderKeyDefinition {
  readonly SourceKey: string
  readonly TargetKey?: string | undefined
}

export interface CreateAccessKeyRequest {
  readonly UserName?: string | undefined
}

export interface CreateAccessKeyResponse {
  readonly AccessKey: AccessKey
}

export interface CreateAccountAliasRequest {
  readonly AccountAlias: string
}

export interface CreateGroupRequest {
  readonly Path?: string | undefined
  readonly GroupName: string
}

export interface CreateGroupResponse {
  readonly Group: Group
}

export interface CreateInstanceProfileRequest {
  readonly InstanceProfileName: string
  readonly Path?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreateInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile
}

export interface CreateLoginProfileRequest {
  readonly UserName?: string | undefined
  readonly Password?: string | undefined
  readonly PasswordResetRequired?: boolean | undefined
  readonly MaxSigninSessionDuration?: number | undefined
}

export interface CreateLoginProfileResponse {
  readonly LoginProfile: LoginProfile
}

export interface CreateOpenIDConnectProviderRequest {
  readonly Url: string
  readonly ClientIDList?: readonly string[] | undefined
  readonly ThumbprintList?: readonly string[] | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly ContextProvider?: ContextProvider | undefined
  readonly IdentityCenterInstanceArn?: string | undefined
}

export interface CreateOpenIDConnectProviderResponse {
  readonly OpenIDConnectProviderArn?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreatePolicyRequest {
  readonly PolicyName: string
  readonly Path?: string | undefined
  readonly PolicyDocument: string
  readonly Description?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreatePolicyResponse {
  readonly Policy?: Policy | undefined
}

export interface CreatePolicyVersionRequest {
  readonly PolicyArn: string
  readonly PolicyDocument: string
  readonly SetAsDefault?: boolean | undefined
}

export interface CreatePolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined
}

export interface CreateRoleRequest {
  readonly Path?: string | undefined
  readonly RoleName: string
  readonly AssumeRolePolicyDocument: string
  readonly Description?: string | undefined
  readonly MaxSessionDuration?: number | undefined
  readonly MaxSigninSessionDuration?: number | undefined
  readonly PermissionsBoundary?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreateRoleResponse {
  readonly Role: Role
}

export interface CreateServiceLinkedRoleRequest {
  readonly AWSServiceName: string
  readonly Description?: string | undefined
  readonly CustomSuffix?: string | undefined
}

export interface CreateServiceLinkedRoleResponse {
  readonly Role?: Role | undefined
}

export interface CreateUserRequest {
  readonly Path?: string | undefined
  readonly UserName: string
  readonly PermissionsBoundary?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreateUserResponse {
  readonly User?: User | undefined
}

export interface CreateVirtualMFADeviceRequest {
  readonly Path?: string | undefined
  readonly VirtualMFADeviceName: string
  readonly Tags?: readonly Tag[] | undefined
}

export interface CreateVirtualMFADeviceResponse {
  readonly VirtualMFADevice: VirtualMFADevice
}

export interface DeactivateMFADeviceRequest {
  readonly UserName?: string | undefined
  readonly SerialNumber: string
}

export interface DeleteAccessKeyRequest {
  readonly UserName?: string | undefined
  readonly AccessKeyId: string
}

export interface DeleteAccountAliasRequest {
  readonly AccountAlias: string
}

export interface DeleteGroupPolicyRequest {
  readonly GroupName: string
  readonly PolicyName: string
}

export interface DeleteGroupRequest {
  readonly GroupName: string
}

export interface DeleteInstanceProfileRequest {
  readonly InstanceProfileName: string
}

export interface DeleteLoginProfileRequest {
  readonly UserName?: string | undefined
}

export interface DeleteOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
}

export interface DeletePolicyRequest {
  readonly PolicyArn: string
}

export interface DeletePolicyVersionRequest {
  readonly PolicyArn: string
  readonly VersionId: string
}

export interface DeleteRolePermissionsBoundaryRequest {
  readonly RoleName: string
}

export interface DeleteRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyName: string
}

export interface DeleteRoleRequest {
  readonly RoleName: string
}

export interface DeleteServiceLinkedRoleRequest {
  readonly RoleName: string
}

export interface DeleteServiceLinkedRoleResponse {
  readonly DeletionTaskId: string
}

export interface DeleteUserPermissionsBoundaryRequest {
  readonly UserName: string
}

export interface DeleteUserPolicyRequest {
  readonly UserName: string
  readonly PolicyName: string
}

export interface DeleteUserRequest {
  readonly UserName: string
}

export interface DeleteVirtualMFADeviceRequest {
  readonly SerialNumber: string
}

export interface DeletionTaskFailureReasonType {
  readonly Reason?: string | undefined
  readonly RoleUsageList?: readonly RoleUsageType[] | undefined
}

export type DeletionTaskStatusType = 'SUCCEEDED' | 'IN_PROGRESS' | 'FAILED' | 'NOT_STARTED'

export interface DetachGroupPolicyRequest {
  readonly GroupName: string
  readonly PolicyArn: string
}

export interface DetachRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyArn: string
}

export interface DetachUserPolicyRequest {
  readonly UserName: string
  readonly PolicyArn: string
}

export interface EnableMFADeviceRequest {
  readonly UserName: string
  readonly SerialNumber: string
  readonly AuthenticationCode1: string
  readonly AuthenticationCode2: string
}

export type EntityType = 'User' | 'Role' | 'Group' | 'LocalManagedPolicy' | 'AWSManagedPolicy'

export interface ErrorDetails {
  readonly Message: string
  readonly Code: string
}

export interface EvaluationResult {
  readonly EvalActionName: string
  readonly EvalResourceName?: string | undefined
  readonly EvalDecision: PolicyEvaluationDecisionType
  readonly MatchedStatements?: readonly Statement[] | undefined
  readonly MissingContextValues?: readonly string[] | undefined
  readonly OrganizationsDecisionDetail?: OrganizationsDecisionDetail | undefined
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined
  readonly EvalDecisionDetails?: Readonly<Record<string, PolicyEvaluationDecisionType>> | undefined
  readonly ResourceSpecificResults?: readonly ResourceSpecificResult[] | undefined
}

export interface GenerateCredentialReportResponse {
  readonly State?: ReportStateType | undefined
  readonly Description?: string | undefined
}

export interface GenerateServiceLastAccessedDetailsRequest {
  readonly Arn: string
  readonly Granularity?: AccessAdvisorUsageGranularityType | undefined
}

export interface GenerateServiceLastAccessedDetailsResponse {
  readonly JobId?: string | undefined
}

export interface GetAccessKeyLastUsedRequest {
  readonly AccessKeyId: string
}

export interface GetAccessKeyLastUsedResponse {
  readonly UserName?: string | undefined
  readonly AccessKeyLastUsed?: AccessKeyLastUsed | undefined
}

export interface GetAccountAuthorizationDetailsRequest {
  readonly Filter?: readonly EntityType[] | undefined
  readonly MaxItems?: number | undefined
  readonly Marker?: string | undefined
}

export interface GetAccountAuthorizationDetailsResponse {
  readonly UserDetailList?: readonly UserDetail[] | undefined
  readonly GroupDetailList?: readonly GroupDetail[] | undefined
  readonly RoleDetailList?: readonly RoleDetail[] | undefined
  readonly Policies?: readonly ManagedPolicyDetail[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface GetAccountPasswordPolicyResponse {
  readonly PasswordPolicy: PasswordPolicy
}

export interface GetAccountSummaryResponse {
  readonly SummaryMap?: Readonly<Partial<Record<SummaryKeyType, number>>> | undefined
}

export interface GetContextKeysForCustomPolicyRequest {
  readonly PolicyInputList: readonly string[]
}

export interface GetContextKeysForPolicyResponse {
  readonly ContextKeyNames?: readonly string[] | undefined
}

export interface GetContextKeysForPrincipalPolicyRequest {
  readonly PolicySourceArn: string
  readonly PolicyInputList?: readonly string[] | undefined
}

export interface GetCredentialReportResponse {
  readonly Content?: Uint8Array | undefined
  readonly ReportFormat?: ReportFormatType | undefined
  readonly GeneratedTime?: number | undefined
}

export interface GetGroupPolicyRequest {
  readonly GroupName: string
  readonly PolicyName: string
}

export interface GetGroupPolicyResponse {
  readonly GroupName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface GetGroupRequest {
  readonly GroupName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface GetGroupResponse {
  readonly Group: Group
  readonly Users: readonly User[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface GetInstanceProfileRequest {
  readonly InstanceProfileName: string
}

export interface GetInstanceProfileResponse {
  readonly InstanceProfile: InstanceProfile
}

export interface GetLoginProfileRequest {
  readonly UserName?: string | undefined
}

export interface GetLoginProfileResponse {
  readonly LoginProfile: LoginProfile
}

export interface GetOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
}

export interface GetOpenIDConnectProviderResponse {
  readonly Url?: string | undefined
  readonly ClientIDList?: readonly string[] | undefined
  readonly ThumbprintList?: readonly string[] | undefined
  readonly CreateDate?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly ContextProvider?: ContextProvider | undefined
  readonly IdentityCenterInstanceArn?: string | undefined
  readonly IdentityStoreArn?: string | undefined
}

export interface GetPolicyRequest {
  readonly PolicyArn: string
}

export interface GetPolicyResponse {
  readonly Policy?: Policy | undefined
}

export interface GetPolicyVersionRequest {
  readonly PolicyArn: string
  readonly VersionId: string
}

export interface GetPolicyVersionResponse {
  readonly PolicyVersion?: PolicyVersion | undefined
}

export interface GetRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyName: string
}

export interface GetRolePolicyResponse {
  readonly RoleName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface GetRoleRequest {
  readonly RoleName: string
}

export interface GetRoleResponse {
  readonly Role: Role
}

export interface GetServiceLastAccessedDetailsRequest {
  readonly JobId: string
  readonly MaxItems?: number | undefined
  readonly Marker?: string | undefined
}

export interface GetServiceLastAccessedDetailsResponse {
  readonly JobStatus: JobStatusType
  readonly JobType?: AccessAdvisorUsageGranularityType | undefined
  readonly JobCreationDate: number
  readonly ServicesLastAccessed: readonly ServiceLastAccessed[]
  readonly JobCompletionDate: number
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
  readonly Error?: ErrorDetails | undefined
}

export interface GetServiceLinkedRoleDeletionStatusRequest {
  readonly DeletionTaskId: string
}

export interface GetServiceLinkedRoleDeletionStatusResponse {
  readonly Status: DeletionTaskStatusType
  readonly Reason?: DeletionTaskFailureReasonType | undefined
}

export interface GetUserPolicyRequest {
  readonly UserName: string
  readonly PolicyName: string
}

export interface GetUserPolicyResponse {
  readonly UserName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface GetUserRequest {
  readonly UserName?: string | undefined
}

export interface GetUserResponse {
  readonly User: User
}

export interface Group {
  readonly Path: string
  readonly GroupName: string
  readonly GroupId: string
  readonly Arn: string
  readonly CreateDate: number
}

export interface GroupDetail {
  readonly Path?: string | undefined
  readonly GroupName?: string | undefined
  readonly GroupId?: string | undefined
  readonly Arn?: string | undefined
  readonly CreateDate?: number | undefined
  readonly GroupPolicyList?: readonly PolicyDetail[] | undefined
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined
}

export interface InlinePolicyIdentifierType {
  readonly PolicyName: string
  readonly AttachmentType: AttachmentType
  readonly AttachmentName: string
}

export interface InstanceProfile {
  readonly Path: string
  readonly InstanceProfileName: string
  readonly InstanceProfileId: string
  readonly Arn: string
  readonly CreateDate: number
  readonly Roles: readonly Role[]
  readonly Tags?: readonly Tag[] | undefined
}

export interface ListAccessKeysRequest {
  readonly UserName?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListAccessKeysResponse {
  readonly AccessKeyMetadata: readonly AccessKeyMetadata[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListAccountAliasesRequest {
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListAccountAliasesResponse {
  readonly AccountAliases: readonly string[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListAttachedGroupPoliciesRequest {
  readonly GroupName: string
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListAttachedGroupPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListAttachedRolePoliciesRequest {
  readonly RoleName: string
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListAttachedRolePoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListAttachedUserPoliciesRequest {
  readonly UserName: string
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListAttachedUserPoliciesResponse {
  readonly AttachedPolicies?: readonly AttachedPolicy[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListEntitiesForPolicyRequest {
  readonly PolicyArn: string
  readonly EntityFilter?: EntityType | undefined
  readonly PathPrefix?: string | undefined
  readonly PolicyUsageFilter?: PolicyUsageType | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListEntitiesForPolicyResponse {
  readonly PolicyGroups?: readonly PolicyGroup[] | undefined
  readonly PolicyUsers?: readonly PolicyUser[] | undefined
  readonly PolicyRoles?: readonly PolicyRole[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListGroupPoliciesRequest {
  readonly GroupName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListGroupPoliciesResponse {
  readonly PolicyNames: readonly string[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListGroupsForUserRequest {
  readonly UserName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListGroupsForUserResponse {
  readonly Groups: readonly Group[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListGroupsRequest {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListGroupsResponse {
  readonly Groups: readonly Group[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListInstanceProfileTagsRequest {
  readonly InstanceProfileName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListInstanceProfileTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListInstanceProfilesForRoleRequest {
  readonly RoleName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListInstanceProfilesForRoleResponse {
  readonly InstanceProfiles: readonly InstanceProfile[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListInstanceProfilesRequest {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListInstanceProfilesResponse {
  readonly InstanceProfiles: readonly InstanceProfile[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListMFADeviceTagsRequest {
  readonly SerialNumber: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListMFADeviceTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListMFADevicesRequest {
  readonly UserName?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListMFADevicesResponse {
  readonly MFADevices: readonly MFADevice[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListOpenIDConnectProviderTagsRequest {
  readonly OpenIDConnectProviderArn: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListOpenIDConnectProviderTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export type ListOpenIDConnectProvidersRequest = Readonly<Record<string, never>>

export interface ListOpenIDConnectProvidersResponse {
  readonly OpenIDConnectProviderList?: readonly OpenIDConnectProviderListEntry[] | undefined
}

export interface ListPoliciesGrantingServiceAccessEntry {
  readonly ServiceNamespace?: string | undefined
  readonly Policies?: readonly PolicyGrantingServiceAccess[] | undefined
}

export interface ListPoliciesGrantingServiceAccessRequest {
  readonly Marker?: string | undefined
  readonly Arn: string
  readonly ServiceNamespaces: readonly string[]
}

export interface ListPoliciesGrantingServiceAccessResponse {
  readonly PoliciesGrantingServiceAccess: readonly ListPoliciesGrantingServiceAccessEntry[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListPoliciesRequest {
  readonly Scope?: PolicyScopeType | undefined
  readonly OnlyAttached?: boolean | undefined
  readonly PathPrefix?: string | undefined
  readonly PolicyUsageFilter?: PolicyUsageType | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListPoliciesResponse {
  readonly Policies?: readonly Policy[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListPolicyTagsRequest {
  readonly PolicyArn: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListPolicyTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListPolicyVersionsRequest {
  readonly PolicyArn: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListPolicyVersionsResponse {
  readonly Versions?: readonly PolicyVersion[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListRolePoliciesRequest {
  readonly RoleName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListRolePoliciesResponse {
  readonly PolicyNames: readonly string[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListRoleTagsRequest {
  readonly RoleName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListRoleTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListRolesRequest {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListRolesResponse {
  readonly Roles: readonly Role[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export type ListSAMLProvidersRequest = Readonly<Record<string, never>>

export interface ListSAMLProvidersResponse {
  readonly SAMLProviderList?: readonly SAMLProviderListEntry[] | undefined
}

export interface ListSSHPublicKeysRequest {
  readonly UserName?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListSSHPublicKeysResponse {
  readonly SSHPublicKeys?: readonly SSHPublicKeyMetadata[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListServerCertificatesRequest {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListServerCertificatesResponse {
  readonly ServerCertificateMetadataList: readonly ServerCertificateMetadata[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListServiceSpecificCredentialsRequest {
  readonly UserName?: string | undefined
  readonly ServiceName?: string | undefined
  readonly AllUsers?: boolean | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListServiceSpecificCredentialsResponse {
  readonly ServiceSpecificCredentials?: readonly ServiceSpecificCredentialMetadata[] | undefined
  readonly Marker?: string | undefined
  readonly IsTruncated?: boolean | undefined
}

export interface ListSigningCertificatesRequest {
  readonly UserName?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListSigningCertificatesResponse {
  readonly Certificates: readonly SigningCertificate[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListUserPoliciesRequest {
  readonly UserName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListUserPoliciesResponse {
  readonly PolicyNames: readonly string[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListUserTagsRequest {
  readonly UserName: string
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListUserTagsResponse {
  readonly Tags: readonly Tag[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListUsersRequest {
  readonly PathPrefix?: string | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListUsersResponse {
  readonly Users: readonly User[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface ListVirtualMFADevicesRequest {
  readonly AssignmentStatus?: AssignmentStatusType | undefined
  readonly Marker?: string | undefined
  readonly MaxItems?: number | undefined
}

export interface ListVirtualMFADevicesResponse {
  readonly VirtualMFADevices: readonly VirtualMFADevice[]
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface LoginProfile {
  readonly UserName: string
  readonly CreateDate: number
  readonly PasswordResetRequired?: boolean | undefined
  readonly MaxSigninSessionDuration?: number | undefined
}

export interface MFADevice {
  readonly UserName: string
  readonly SerialNumber: string
  readonly EnableDate: number
}

export interface ManagedPolicyDetail {
  readonly PolicyName?: string | undefined
  readonly PolicyId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
  readonly DefaultVersionId?: string | undefined
  readonly AttachmentCount?: number | undefined
  readonly PermissionsBoundaryUsageCount?: number | undefined
  readonly IsAttachable?: boolean | undefined
  readonly Description?: string | undefined
  readonly CreateDate?: number | undefined
  readonly UpdateDate?: number | undefined
  readonly PolicyVersionList?: readonly PolicyVersion[] | undefined
}

export interface OpenIDConnectProviderListEntry {
  readonly Arn?: string | undefined
  readonly IsTrustedIdentityPropagationEnabled?: boolean | undefined
}

export interface OrderedOrganizationPolicyType {
  readonly ServiceControlPolicyInputList?: readonly string[] | undefined
}

export interface OrganizationsDecisionDetail {
  readonly AllowedByOrganizations?: boolean | undefined
}

export interface PasswordPolicy {
  readonly MinimumPasswordLength?: number | undefined
  readonly RequireSymbols?: boolean | undefined
  readonly RequireNumbers?: boolean | undefined
  readonly RequireUppercaseCharacters?: boolean | undefined
  readonly RequireLowercaseCharacters?: boolean | undefined
  readonly AllowUsersToChangePassword?: boolean | undefined
  readonly ExpirePasswords?: boolean | undefined
  readonly MaxPasswordAge?: number | undefined
  readonly PasswordReusePrevention?: number | undefined
  readonly HardExpiry?: boolean | undefined
}

export type PermissionsBoundaryAttachmentType = 'PermissionsBoundaryPolicy'

export interface PermissionsBoundaryDecisionDetail {
  readonly AllowedByPermissionsBoundary?: boolean | undefined
}

export interface Policy {
  readonly PolicyName?: string | undefined
  readonly PolicyId?: string | undefined
  readonly Arn?: string | undefined
  readonly Path?: string | undefined
  readonly DefaultVersionId?: string | undefined
  readonly AttachmentCount?: number | undefined
  readonly PermissionsBoundaryUsageCount?: number | undefined
  readonly IsAttachable?: boolean | undefined
  readonly Description?: string | undefined
  readonly CreateDate?: number | undefined
  readonly UpdateDate?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface PolicyDetail {
  readonly PolicyName?: string | undefined
  readonly PolicyDocument?: string | undefined
}

export type PolicyEvaluationDecisionType = 'allowed' | 'explicitDeny' | 'implicitDeny'

export interface PolicyGrantingServiceAccess {
  readonly PolicyName: string
  readonly PolicyType: PolicyType
  readonly PolicyArn?: string | undefined
  readonly EntityType?: PolicyOwnerEntityType | undefined
  readonly EntityName?: string | undefined
}

export interface PolicyGroup {
  readonly GroupName?: string | undefined
  readonly GroupId?: string | undefined
}

export interface PolicyIdentifier {
  readonly PolicyType?: PolicyIdentifierPolicyType | undefined
  readonly PolicyArn?: string | undefined
  readonly InlinePolicyIdentifier?: InlinePolicyIdentifierType | undefined
}

export type PolicyIdentifierPolicyType =
  | 'inline'
  | 'aws-managed'
  | 'user-managed'
  | 'permission-boundary'
  | 'scp'
  | 'rcp'

export interface PolicyRole {
  readonly RoleName?: string | undefined
  readonly RoleId?: string | undefined
}

export type PolicySourceType = 'user' | 'group' | 'role' | 'aws-managed' | 'user-managed' | 'resource' | 'none'

export type PolicyUsageType = 'PermissionsPolicy' | 'PermissionsBoundary'

export interface PolicyUser {
  readonly UserName?: string | undefined
  readonly UserId?: string | undefined
}

export interface PolicyVersion {
  readonly Document?: string | undefined
  readonly VersionId?: string | undefined
  readonly IsDefaultVersion?: boolean | undefined
  readonly CreateDate?: number | undefined
}

export interface Position {
  readonly Line?: number | undefined
  readonly Column?: number | undefined
}

export interface PutGroupPolicyRequest {
  readonly GroupName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface PutRolePermissionsBoundaryRequest {
  readonly RoleName: string
  readonly PermissionsBoundary: string
}

export interface PutRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface PutUserPermissionsBoundaryRequest {
  readonly UserName: string
  readonly PermissionsBoundary: string
}

export interface PutUserPolicyRequest {
  readonly UserName: string
  readonly PolicyName: string
  readonly PolicyDocument: string
}

export interface RemoveClientIDFromOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
  readonly ClientID: string
}

export interface RemoveRoleFromInstanceProfileRequest {
  readonly InstanceProfileName: string
  readonly RoleName: string
}

export interface RemoveUserFromGroupRequest {
  readonly GroupName: string
  readonly UserName: string
}

export type ReportFormatType = 'text/csv'

export type ReportStateType = 'STARTED' | 'INPROGRESS' | 'COMPLETE'

export interface ResourceSpecificResult {
  readonly EvalResourceName: string
  readonly EvalResourceDecision: PolicyEvaluationDecisionType
  readonly MatchedStatements?: readonly Statement[] | undefined
  readonly MissingContextValues?: readonly string[] | undefined
  readonly EvalDecisionDetails?: Readonly<Record<string, PolicyEvaluationDecisionType>> | undefined
  readonly PermissionsBoundaryDecisionDetail?: PermissionsBoundaryDecisionDetail | undefined
}

export interface ResyncMFADeviceRequest {
  readonly UserName: string
  readonly SerialNumber: string
  readonly AuthenticationCode1: string
  readonly AuthenticationCode2: string
}

export interface Role {
  readonly Path: string
  readonly RoleName: string
  readonly RoleId: string
  readonly Arn: string
  readonly CreateDate: number
  readonly AssumeRolePolicyDocument?: string | undefined
  readonly Description?: string | undefined
  readonly MaxSessionDuration?: number | undefined
  readonly MaxSigninSessionDuration?: number | undefined
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly RoleLastUsed?: RoleLastUsed | undefined
  readonly SourceRoleTemplate?: SourceRoleTemplate | undefined
}

export interface RoleDetail {
  readonly Path?: string | undefined
  readonly RoleName?: string | undefined
  readonly RoleId?: string | undefined
  readonly Arn?: string | undefined
  readonly CreateDate?: number | undefined
  readonly AssumeRolePolicyDocument?: string | undefined
  readonly InstanceProfileList?: readonly InstanceProfile[] | undefined
  readonly RolePolicyList?: readonly PolicyDetail[] | undefined
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly RoleLastUsed?: RoleLastUsed | undefined
}

export interface RoleLastUsed {
  readonly LastUsedDate?: number | undefined
  readonly Region?: string | undefined
}

export interface RoleUsageType {
  readonly Region?: string | undefined
  readonly Resources?: readonly string[] | undefined
}

export interface SAMLProviderListEntry {
  readonly Arn?: string | undefined
  readonly ValidUntil?: number | undefined
  readonly CreateDate?: number | undefined
  readonly IsTrustedIdentityPropagationEnabled?: boolean | undefined
}

export interface SSHPublicKeyMetadata {
  readonly UserName: string
  readonly SSHPublicKeyId: string
  readonly Status: StatusType
  readonly UploadDate: number
}

export interface ServerCertificateMetadata {
  readonly Path: string
  readonly ServerCertificateName: string
  readonly ServerCertificateId: string
  readonly Arn: string
  readonly UploadDate?: number | undefined
  readonly Expiration?: number | undefined
}

export interface ServiceLastAccessed {
  readonly ServiceName: string
  readonly LastAuthenticated?: number | undefined
  readonly ServiceNamespace: string
  readonly LastAuthenticatedEntity?: string | undefined
  readonly LastAuthenticatedRegion?: string | undefined
  readonly TotalAuthenticatedEntities?: number | undefined
  readonly TrackedActionsLastAccessed?: readonly TrackedActionLastAccessed[] | undefined
}

export interface ServiceSpecificCredentialMetadata {
  readonly UserName: string
  readonly Status: StatusType
  readonly ServiceUserName?: string | undefined
  readonly ServiceCredentialAlias?: string | undefined
  readonly CreateDate: number
  readonly ExpirationDate?: number | undefined
  readonly ServiceSpecificCredentialId: string
  readonly ServiceName: string
}

export interface SetDefaultPolicyVersionRequest {
  readonly PolicyArn: string
  readonly VersionId: string
}

export interface SigningCertificate {
  readonly UserName: string
  readonly CertificateId: string
  readonly CertificateBody: string
  readonly Status: StatusType
  readonly UploadDate?: number | undefined
}

export interface SimulateCustomPolicyRequest {
  readonly PolicyInputList: readonly string[]
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined
  readonly OrderedOrganizationPolicyInputList?: readonly OrderedOrganizationPolicyType[] | undefined
  readonly ActionNames: readonly string[]
  readonly ResourceArns?: readonly string[] | undefined
  readonly ResourcePolicy?: string | undefined
  readonly ResourceOwner?: string | undefined
  readonly CallerArn?: string | undefined
  readonly ContextEntries?: readonly ContextEntry[] | undefined
  readonly ResourceHandlingOption?: string | undefined
  readonly MaxItems?: number | undefined
  readonly Marker?: string | undefined
}

export interface SimulatePolicyResponse {
  readonly EvaluationResults?: readonly EvaluationResult[] | undefined
  readonly IsTruncated?: boolean | undefined
  readonly Marker?: string | undefined
}

export interface SimulatePrincipalPolicyRequest {
  readonly PolicySourceArn: string
  readonly PolicyInputList?: readonly string[] | undefined
  readonly PermissionsBoundaryPolicyInputList?: readonly string[] | undefined
  readonly PolicyExclusionList?: readonly PolicyIdentifier[] | undefined
  readonly ActionNames: readonly string[]
  readonly ResourceArns?: readonly string[] | undefined
  readonly ResourcePolicy?: string | undefined
  readonly ResourceOwner?: string | undefined
  readonly CallerArn?: string | undefined
  readonly ContextEntries?: readonly ContextEntry[] | undefined
  readonly ResourceHandlingOption?: string | undefined
  readonly MaxItems?: number | undefined
  readonly Marker?: string | undefined
}

export interface SourceRoleTemplate {
  readonly TemplateArn: string
  readonly TemplateMinorVersion: number
}

export interface Statement {
  readonly SourcePolicyId?: string | undefined
  readonly SourcePolicyType?: PolicySourceType | undefined
  readonly StartPosition?: Position | undefined
  readonly EndPosition?: Position | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface TagInstanceProfileRequest {
  readonly InstanceProfileName: string
  readonly Tags: readonly Tag[]
}

export interface TagMFADeviceRequest {
  readonly SerialNumber: string
  readonly Tags: readonly Tag[]
}

export interface TagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
  readonly Tags: readonly Tag[]
}

export interface TagPolicyRequest {
  readonly PolicyArn: string
  readonly Tags: readonly Tag[]
}

export interface TagRoleRequest {
  readonly RoleName: string
  readonly Tags: readonly Tag[]
}

export interface TagUserRequest {
  readonly UserName: string
  readonly Tags: readonly Tag[]
}

export interface TrackedActionLastAccessed {
  readonly ActionName?: string | undefined
  readonly LastAccessedEntity?: string | undefined
  readonly LastAccessedTime?: number | undefined
  readonly LastAccessedRegion?: string | undefined
}

export interface UntagInstanceProfileRequest {
  readonly InstanceProfileName: string
  readonly TagKeys: readonly string[]
}

export interface UntagMFADeviceRequest {
  readonly SerialNumber: string
  readonly TagKeys: readonly string[]
}

export interface UntagOpenIDConnectProviderRequest {
  readonly OpenIDConnectProviderArn: string
  readonly TagKeys: readonly string[]
}

export interface UntagPolicyRequest {
  readonly PolicyArn: string
  readonly TagKeys: readonly string[]
}

export interface UntagRoleRequest {
  readonly RoleName: string
  readonly TagKeys: readonly string[]
}

export interface UntagUserRequest {
  readonly UserName: string
  readonly TagKeys: readonly string[]
}

export interface UpdateAccessKeyRequest {
  readonly UserName?: string | undefined
  readonly AccessKeyId: string
  readonly Status: StatusType
}

export interface UpdateAccountPasswordPolicyRequest {
  readonly MinimumPasswordLength?: number | undefined
  readonly RequireSymbols?: boolean | undefined
  readonly RequireNumbers?: boolean | undefined
  readonly RequireUppercaseCharacters?: boolean | undefined
  readonly RequireLowercaseCharacters?: boolean | undefined
  readonly AllowUsersToChangePassword?: boolean | undefined
  readonly MaxPasswordAge?: number | undefined
  readonly PasswordReusePrevention?: number | undefined
  readonly HardExpiry?: boolean | undefined
}

export interface UpdateAssumeRolePolicyRequest {
  readonly RoleName: string
  readonly PolicyDocument: string
}

export interface UpdateGroupRequest {
  readonly GroupName: string
  readonly NewPath?: string | undefined
  readonly NewGroupName?: string | undefined
}

export interface UpdateLoginProfileRequest {
  readonly UserName: string
  readonly Password?: string | undefined
  readonly PasswordResetRequired?: boolean | undefined
  readonly MaxSigninSessionDuration?: number | undefined
  readonly ResetMaxSigninSessionDuration?: boolean | undefined
}

export interface UpdateOpenIDConnectProviderThumbprintRequest {
  readonly OpenIDConnectProviderArn: string
  readonly ThumbprintList: readonly string[]
}

export interface UpdateRoleDescriptionRequest {
  readonly RoleName: string
  readonly Description: string
}

export interface UpdateRoleDescriptionResponse {
  readonly Role?: Role | undefined
}

export interface UpdateRoleRequest {
  readonly RoleName: string
  readonly Description?: string | undefined
  readonly MaxSessionDuration?: number | undefined
  readonly MaxSigninSessionDuration?: number | undefined
  readonly ResetMaxSigninSessionDuration?: boolean | undefined
}

export type UpdateRoleResponse = Readonly<Record<string, never>>

export interface UpdateUserRequest {
  readonly UserName: string
  readonly NewPath?: string | undefined
  readonly NewUserName?: string | undefined
}

export interface User {
  readonly Path: string
  readonly UserName: string
  readonly UserId: string
  readonly Arn: string
  readonly CreateDate: number
  readonly PasswordLastUsed?: number | undefined
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface UserDetail {
  readonly Path?: string | undefined
  readonly UserName?: string | undefined
  readonly UserId?: string | undefined
  readonly Arn?: string | undefined
  readonly CreateDate?: number | undefined
  readonly UserPolicyList?: readonly PolicyDetail[] | undefined
  readonly GroupList?: readonly string[] | undefined
  readonly AttachedManagedPolicies?: readonly AttachedPolicy[] | undefined
  readonly PermissionsBoundary?: AttachedPermissionsBoundary | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface VirtualMFADevice {
  readonly SerialNumber: string
  readonly Base32StringSeed?: Uint8Array | undefined
  readonly QRCodePNG?: Uint8Array | undefined
  readonly User?: User | undefined
  readonly EnableDate?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export type AssignmentStatusType = 'Assigned' | 'Unassigned' | 'Any'

export type JobStatusType = 'IN_PROGRESS' | 'COMPLETED' | 'FAILED'

export type PolicyOwnerEntityType = 'USER' | 'ROLE' | 'GROUP'

export type PolicyScopeType = 'All' | 'AWS' | 'Local'

export type PolicyType = 'INLINE' | 'MANAGED'

export type StatusType = 'Active' | 'Inactive' | 'Expired'

export type SummaryKeyType =
  | 'Users'
  | 'UsersQuota'
  | 'Groups'
  | 'GroupsQuota'
  | 'ServerCertificates'
  | 'ServerCertificatesQuota'
  | 'UserPolicySizeQuota'
  | 'GroupPolicySizeQuota'
  | 'GroupsPerUserQuota'
  | 'SigningCertificatesPerUserQuota'
  | 'AccessKeysPerUserQuota'
  | 'MFADevices'
  | 'MFADevicesInUse'
  | 'AccountMFAEnabled'
  | 'AccountAccessKeysPresent'
  | 'AccountPasswordPresent'
  | 'AccountSigningCertificatesPresent'
  | 'AttachedPoliciesPerGroupQuota'
  | 'AttachedPoliciesPerRoleQuota'
  | 'AttachedPoliciesPerUserQuota'
  | 'Policies'
  | 'PoliciesQuota'
  | 'PolicySizeQuota'
  | 'PolicyVersionsInUse'
  | 'PolicyVersionsInUseQuota'
  | 'VersionsPerPolicyQuota'
  | 'GlobalEndpointTokenVersion'
  | 'AssumeRolePolicySizeQuota'
  | 'InstanceProfiles'
  | 'InstanceProfilesQuota'
  | 'Providers'
  | 'RolePolicySizeQuota'
  | 'Roles'
  | 'RolesQuota'
