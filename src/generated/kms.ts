// AWS Key Management Service, 2014-11-01. Written by scripts/generate-model.ts from model/kms.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface KmsOperations {
  CancelKeyDeletion: {
    input: CancelKeyDeletionRequest
    output: CancelKeyDeletionResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  ConnectCustomKeyStore: {
    input: ConnectCustomKeyStoreRequest
    output: ConnectCustomKeyStoreResponse
    errors:
      | 'CloudHsmClusterInvalidConfigurationException'
      | 'CloudHsmClusterNotActiveException'
      | 'CustomKeyStoreInvalidStateException'
      | 'CustomKeyStoreNotFoundException'
      | 'KMSInternalException'
  }
  CreateAlias: {
    input: CreateAliasRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'AlreadyExistsException'
      | 'DependencyTimeoutException'
      | 'InvalidAliasNameException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
  }
  CreateCustomKeyStore: {
    input: CreateCustomKeyStoreRequest
    output: CreateCustomKeyStoreResponse
    errors:
      | 'CloudHsmClusterInUseException'
      | 'CloudHsmClusterInvalidConfigurationException'
      | 'CloudHsmClusterNotActiveException'
      | 'CloudHsmClusterNotFoundException'
      | 'CustomKeyStoreNameInUseException'
      | 'IncorrectTrustAnchorException'
      | 'KMSInternalException'
      | 'LimitExceededException'
      | 'XksProxyIncorrectAuthenticationCredentialException'
      | 'XksProxyInvalidConfigurationException'
      | 'XksProxyInvalidResponseException'
      | 'XksProxyUriEndpointInUseException'
      | 'XksProxyUriInUseException'
      | 'XksProxyUriUnreachableException'
      | 'XksProxyVpcEndpointServiceInUseException'
      | 'XksProxyVpcEndpointServiceInvalidConfigurationException'
      | 'XksProxyVpcEndpointServiceNotFoundException'
  }
  CreateGrant: {
    input: CreateGrantRequest
    output: CreateGrantResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidArnException'
      | 'InvalidGrantTokenException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
  }
  CreateKey: {
    input: CreateKeyRequest
    output: CreateKeyResponse
    errors:
      | 'CloudHsmClusterInvalidConfigurationException'
      | 'CustomKeyStoreInvalidStateException'
      | 'CustomKeyStoreNotFoundException'
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'TagException'
      | 'UnsupportedOperationException'
      | 'XksKeyAlreadyInUseException'
      | 'XksKeyInvalidConfigurationException'
      | 'XksKeyNotFoundException'
  }
  Decapsulate: {
    input: DecapsulateRequest
    output: DecapsulateResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidCiphertextException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  Decrypt: {
    input: DecryptRequest
    output: DecryptResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'IncorrectKeyException'
      | 'InvalidCiphertextException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  DeleteAlias: {
    input: DeleteAliasRequest
    output: Readonly<Record<string, never>>
    errors: 'DependencyTimeoutException' | 'KMSInternalException' | 'KMSInvalidStateException' | 'NotFoundException'
  }
  DeleteCustomKeyStore: {
    input: DeleteCustomKeyStoreRequest
    output: DeleteCustomKeyStoreResponse
    errors:
      | 'CustomKeyStoreHasCMKsException'
      | 'CustomKeyStoreInvalidStateException'
      | 'CustomKeyStoreNotFoundException'
      | 'KMSInternalException'
  }
  DeleteImportedKeyMaterial: {
    input: DeleteImportedKeyMaterialRequest
    output: DeleteImportedKeyMaterialResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  DeriveSharedSecret: {
    input: DeriveSharedSecretRequest
    output: DeriveSharedSecretResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  DescribeCustomKeyStores: {
    input: DescribeCustomKeyStoresRequest
    output: DescribeCustomKeyStoresResponse
    errors: 'CustomKeyStoreNotFoundException' | 'InvalidMarkerException' | 'KMSInternalException'
  }
  DescribeKey: {
    input: DescribeKeyRequest
    output: DescribeKeyResponse
    errors: 'DependencyTimeoutException' | 'InvalidArnException' | 'KMSInternalException' | 'NotFoundException'
  }
  DisableKey: {
    input: DisableKeyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  DisableKeyRotation: {
    input: DisableKeyRotationRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  DisconnectCustomKeyStore: {
    input: DisconnectCustomKeyStoreRequest
    output: DisconnectCustomKeyStoreResponse
    errors: 'CustomKeyStoreInvalidStateException' | 'CustomKeyStoreNotFoundException' | 'KMSInternalException'
  }
  EnableKey: {
    input: EnableKeyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
  }
  EnableKeyRotation: {
    input: EnableKeyRotationRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  Encapsulate: {
    input: EncapsulateRequest
    output: EncapsulateResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  Encrypt: {
    input: EncryptRequest
    output: EncryptResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  GenerateDataKey: {
    input: GenerateDataKeyRequest
    output: GenerateDataKeyResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  GenerateDataKeyPair: {
    input: GenerateDataKeyPairRequest
    output: GenerateDataKeyPairResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  GenerateDataKeyPairWithoutPlaintext: {
    input: GenerateDataKeyPairWithoutPlaintextRequest
    output: GenerateDataKeyPairWithoutPlaintextResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  GenerateDataKeyWithoutPlaintext: {
    input: GenerateDataKeyWithoutPlaintextRequest
    output: GenerateDataKeyWithoutPlaintextResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  GenerateMac: {
    input: GenerateMacRequest
    output: GenerateMacResponse
    errors:
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  GenerateRandom: {
    input: GenerateRandomRequest
    output: GenerateRandomResponse
    errors:
      | 'CustomKeyStoreInvalidStateException'
      | 'CustomKeyStoreNotFoundException'
      | 'DependencyTimeoutException'
      | 'KMSInternalException'
      | 'UnsupportedOperationException'
  }
  GetKeyLastUsage: {
    input: GetKeyLastUsageRequest
    output: GetKeyLastUsageResponse
    errors: 'DependencyTimeoutException' | 'InvalidArnException' | 'KMSInternalException' | 'NotFoundException'
  }
  GetKeyPolicy: {
    input: GetKeyPolicyRequest
    output: GetKeyPolicyResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  GetKeyRotationStatus: {
    input: GetKeyRotationStatusRequest
    output: GetKeyRotationStatusResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  GetParametersForImport: {
    input: GetParametersForImportRequest
    output: GetParametersForImportResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  GetPublicKey: {
    input: GetPublicKeyRequest
    output: GetPublicKeyResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'InvalidArnException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  ImportKeyMaterial: {
    input: ImportKeyMaterialRequest
    output: ImportKeyMaterialResponse
    errors:
      | 'DependencyTimeoutException'
      | 'ExpiredImportTokenException'
      | 'IncorrectKeyMaterialException'
      | 'InvalidArnException'
      | 'InvalidCiphertextException'
      | 'InvalidImportTokenException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  ListAliases: {
    input: ListAliasesRequest
    output: ListAliasesResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'InvalidMarkerException'
      | 'KMSInternalException'
      | 'NotFoundException'
  }
  ListGrants: {
    input: ListGrantsRequest
    output: ListGrantsResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'InvalidGrantIdException'
      | 'InvalidMarkerException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  ListKeyPolicies: {
    input: ListKeyPoliciesRequest
    output: ListKeyPoliciesResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  ListKeyRotations: {
    input: ListKeyRotationsRequest
    output: ListKeyRotationsResponse
    errors:
      | 'InvalidArnException'
      | 'InvalidMarkerException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  ListKeys: {
    input: ListKeysRequest
    output: ListKeysResponse
    errors: 'DependencyTimeoutException' | 'InvalidMarkerException' | 'KMSInternalException'
  }
  ListResourceTags: {
    input: ListResourceTagsRequest
    output: ListResourceTagsResponse
    errors: 'InvalidArnException' | 'InvalidMarkerException' | 'KMSInternalException' | 'NotFoundException'
  }
  ListRetirableGrants: {
    input: ListRetirableGrantsRequest
    output: ListGrantsResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'InvalidMarkerException'
      | 'KMSInternalException'
      | 'NotFoundException'
  }
  PutKeyPolicy: {
    input: PutKeyPolicyRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  ReEncrypt: {
    input: ReEncryptRequest
    output: ReEncryptResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'IncorrectKeyException'
      | 'InvalidCiphertextException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  ReplicateKey: {
    input: ReplicateKeyRequest
    output: ReplicateKeyResponse
    errors:
      | 'AlreadyExistsException'
      | 'DisabledException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'NotFoundException'
      | 'TagException'
      | 'UnsupportedOperationException'
  }
  RetireGrant: {
    input: RetireGrantRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'DryRunOperationException'
      | 'InvalidArnException'
      | 'InvalidGrantIdException'
      | 'InvalidGrantTokenException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  RevokeGrant: {
    input: RevokeGrantRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'DryRunOperationException'
      | 'InvalidArnException'
      | 'InvalidGrantIdException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  RotateKeyOnDemand: {
    input: RotateKeyOnDemandRequest
    output: RotateKeyOnDemandResponse
    errors:
      | 'ConflictException'
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  ScheduleKeyDeletion: {
    input: ScheduleKeyDeletionRequest
    output: ScheduleKeyDeletionResponse
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  Sign: {
    input: SignRequest
    output: SignResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  TagResource: {
    input: TagResourceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
      | 'TagException'
  }
  UntagResource: {
    input: UntagResourceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'TagException'
  }
  UpdateAlias: {
    input: UpdateAliasRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'LimitExceededException'
      | 'NotFoundException'
  }
  UpdateCustomKeyStore: {
    input: UpdateCustomKeyStoreRequest
    output: UpdateCustomKeyStoreResponse
    errors:
      | 'CloudHsmClusterInvalidConfigurationException'
      | 'CloudHsmClusterNotActiveException'
      | 'CloudHsmClusterNotFoundException'
      | 'CloudHsmClusterNotRelatedException'
      | 'CustomKeyStoreInvalidStateException'
      | 'CustomKeyStoreNameInUseException'
      | 'CustomKeyStoreNotFoundException'
      | 'KMSInternalException'
      | 'XksProxyIncorrectAuthenticationCredentialException'
      | 'XksProxyInvalidConfigurationException'
      | 'XksProxyInvalidResponseException'
      | 'XksProxyUriEndpointInUseException'
      | 'XksProxyUriInUseException'
      | 'XksProxyUriUnreachableException'
      | 'XksProxyVpcEndpointServiceInUseException'
      | 'XksProxyVpcEndpointServiceInvalidConfigurationException'
      | 'XksProxyVpcEndpointServiceNotFoundException'
  }
  UpdateKeyDescription: {
    input: UpdateKeyDescriptionRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DependencyTimeoutException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
  }
  UpdatePrimaryRegion: {
    input: UpdatePrimaryRegionRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'DisabledException'
      | 'InvalidArnException'
      | 'KMSInternalException'
      | 'KMSInvalidStateException'
      | 'NotFoundException'
      | 'UnsupportedOperationException'
  }
  Verify: {
    input: VerifyRequest
    output: VerifyResponse
    errors:
      | 'DependencyTimeoutException'
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidSignatureException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
  VerifyMac: {
    input: VerifyMacRequest
    output: VerifyMacResponse
    errors:
      | 'DisabledException'
      | 'DryRunOperationException'
      | 'InvalidGrantTokenException'
      | 'InvalidKeyUsageException'
      | 'KMSInternalException'
      | 'KMSInvalidMacException'
      | 'KMSInvalidStateException'
      | 'KeyUnavailableException'
      | 'NotFoundException'
  }
}

export type KmsErrorCode =
  | 'AlreadyExistsException'
  | 'CloudHsmClusterInUseException'
  | 'CloudHsmClusterInvalidConfigurationException'
  | 'CloudHsmClusterNotActiveException'
  | 'CloudHsmClusterNotFoundException'
  | 'CloudHsmClusterNotRelatedException'
  | 'ConflictException'
  | 'CustomKeyStoreHasCMKsException'
  | 'CustomKeyStoreInvalidStateException'
  | 'CustomKeyStoreNameInUseException'
  | 'CustomKeyStoreNotFoundException'
  | 'DependencyTimeoutException'
  | 'DisabledException'
  | 'DryRunOperationException'
  | 'ExpiredImportTokenException'
  | 'IncorrectKeyException'
  | 'IncorrectKeyMaterialException'
  | 'IncorrectTrustAnchorException'
  | 'InvalidAliasNameException'
  | 'InvalidArnException'
  | 'InvalidCiphertextException'
  | 'InvalidGrantIdException'
  | 'InvalidGrantTokenException'
  | 'InvalidImportTokenException'
  | 'InvalidKeyUsageException'
  | 'InvalidMarkerException'
  | 'KMSInternalException'
  | 'KMSInvalidMacException'
  | 'KMSInvalidSignatureException'
  | 'KMSInvalidStateException'
  | 'KeyUnavailableException'
  | 'LimitExceededException'
  | 'MalformedPolicyDocumentException'
  | 'NotFoundException'
  | 'TagException'
  | 'UnsupportedOperationException'
  | 'XksKeyAlreadyInUseException'
  | 'XksKeyInvalidConfigurationException'
  | 'XksKeyNotFoundException'
  | 'XksProxyIncorrectAuthenticationCredentialException'
  | 'XksProxyInvalidConfigurationException'
  | 'XksProxyInvalidResponseException'
  | 'XksProxyUriEndpointInUseException'
  | 'XksProxyUriInUseException'
  | 'XksProxyUriUnreachableException'
  | 'XksProxyVpcEndpointServiceInUseException'
  | 'XksProxyVpcEndpointServiceInvalidConfigurationException'
  | 'XksProxyVpcEndpointServiceNotFoundException'

export type AlgorithmSpec =
  | 'RSAES_PKCS1_V1_5'
  | 'RSAES_OAEP_SHA_1'
  | 'RSAES_OAEP_SHA_256'
  | 'RSA_AES_KEY_WRAP_SHA_1'
  | 'RSA_AES_KEY_WRAP_SHA_256'
  | 'SM2PKE'

export interface AliasListEntry {
  readonly AliasName?: string | undefined
  readonly AliasArn?: string | undefined
  readonly TargetKeyId?: string | undefined
  readonly CreationDate?: number | undefined
  readonly LastUpdatedDate?: number | undefined
}

export interface CancelKeyDeletionRequest {
  readonly KeyId: string
}

export interface CancelKeyDeletionResponse {
  readonly KeyId?: string | undefined
}

export interface ConnectCustomKeyStoreRequest {
  readonly CustomKeyStoreId: string
}

export type ConnectCustomKeyStoreResponse = Readonly<Record<string, never>>

export type ConnectionErrorCodeType =
  | 'INVALID_CREDENTIALS'
  | 'CLUSTER_NOT_FOUND'
  | 'NETWORK_ERRORS'
  | 'INTERNAL_ERROR'
  | 'INSUFFICIENT_CLOUDHSM_HSMS'
  | 'USER_LOCKED_OUT'
  | 'USER_NOT_FOUND'
  | 'USER_LOGGED_IN'
  | 'SUBNET_NOT_FOUND'
  | 'INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET'
  | 'XKS_PROXY_ACCESS_DENIED'
  | 'XKS_PROXY_NOT_REACHABLE'
  | 'XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND'
  | 'XKS_PROXY_INVALID_RESPONSE'
  | 'XKS_PROXY_INVALID_CONFIGURATION'
  | 'XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION'
  | 'XKS_PROXY_TIMED_OUT'
  | 'XKS_PROXY_INVALID_TLS_CONFIGURATION'

export type ConnectionStateType = 'CONNECTED' | 'CONNECTING' | 'FAILED' | 'DISCONNECTED' | 'DISCONNECTING'

export interface CreateAliasRequest {
  readonly AliasName: string
  readonly TargetKeyId: string
}

export interface CreateCustomKeyStoreRequest {
  readonly CustomKeyStoreName: string
  readonly CloudHsmClusterId?: string | undefined
  readonly TrustAnchorCertificate?: string | undefined
  readonly KeyStorePassword?: string | undefined
  readonly CustomKeyStoreType?: CustomKeyStoreType | undefined
  readonly XksProxyUriEndpoint?: string | undefined
  readonly XksProxyUriPath?: string | undefined
  readonly XksProxyVpcEndpointServiceName?: string | undefined
  readonly XksProxyVpcEndpointServiceOwner?: string | undefined
  readonly XksProxyAuthenticationCredential?: XksProxyAuthenticationCredentialType | undefined
  readonly XksProxyConnectivity?: XksProxyConnectivityType | undefined
}

export interface CreateCustomKeyStoreResponse {
  readonly CustomKeyStoreId?: string | undefined
}

export interface CreateGrantRequest {
  readonly KeyId: string
  readonly GranteePrincipal?: string | undefined
  readonly RetiringPrincipal?: string | undefined
  readonly Operations: readonly GrantOperation[]
  readonly Constraints?: GrantConstraints | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly Name?: string | undefined
  readonly DryRun?: boolean | undefined
  readonly GranteeServicePrincipal?: string | undefined
  readonly RetiringServicePrincipal?: string | undefined
}

export interface CreateGrantResponse {
  readonly GrantToken?: string | undefined
  readonly GrantId?: string | undefined
}

export interface CreateKeyRequest {
  readonly Policy?: string | undefined
  readonly Description?: string | undefined
  readonly KeyUsage?: KeyUsageType | undefined
  readonly CustomerMasterKeySpec?: CustomerMasterKeySpec | undefined
  readonly KeySpec?: KeySpec | undefined
  readonly Origin?: OriginType | undefined
  readonly CustomKeyStoreId?: string | undefined
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly MultiRegion?: boolean | undefined
  readonly XksKeyId?: string | undefined
}

export interface CreateKeyResponse {
  readonly KeyMetadata?: KeyMetadata | undefined
}

export type CustomKeyStoreType = 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'

export interface CustomKeyStoresListEntry {
  readonly CustomKeyStoreId?: string | undefined
  readonly CustomKeyStoreName?: string | undefined
  readonly CloudHsmClusterId?: string | undefined
  readonly TrustAnchorCertificate?: string | undefined
  readonly ConnectionState?: ConnectionStateType | undefined
  readonly ConnectionErrorCode?: ConnectionErrorCodeType | undefined
  readonly CreationDate?: number | undefined
  readonly CustomKeyStoreType?: CustomKeyStoreType | undefined
  readonly XksProxyConfiguration?: XksProxyConfigurationType | undefined
}

export type CustomerMasterKeySpec =
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'ECC_NIST_P256'
  | 'ECC_NIST_P384'
  | 'ECC_NIST_P521'
  | 'ECC_SECG_P256K1'
  | 'SYMMETRIC_DEFAULT'
  | 'HMAC_224'
  | 'HMAC_256'
  | 'HMAC_384'
  | 'HMAC_512'
  | 'SM2'

export type DataKeyPairSpec =
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'ECC_NIST_P256'
  | 'ECC_NIST_P384'
  | 'ECC_NIST_P521'
  | 'ECC_SECG_P256K1'
  | 'SM2'
  | 'ECC_NIST_EDWARDS25519'
  | 'ML_KEM_512'
  | 'ML_KEM_768'
  | 'ML_KEM_1024'

export type DataKeySpec = 'AES_256' | 'AES_128'

export interface DecapsulateRequest {
  readonly KeyId: string
  readonly SharedSecretCiphertextBlob: Uint8Array
  readonly EncapsulationAlgorithm: EncapsulationAlgorithmSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface DecapsulateResponse {
  readonly KeyId?: string | undefined
  readonly SharedSecret?: Uint8Array | undefined
  readonly EncapsulationAlgorithm?: EncapsulationAlgorithmSpec | undefined
}

export interface DecryptRequest {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly KeyId?: string | undefined
  readonly EncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly Recipient?: RecipientInfo | undefined
  readonly DryRun?: boolean | undefined
  readonly DryRunModifiers?: readonly DryRunModifierType[] | undefined
}

export interface DecryptResponse {
  readonly KeyId?: string | undefined
  readonly Plaintext?: Uint8Array | undefined
  readonly EncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly CiphertextForRecipient?: Uint8Array | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface DeleteAliasRequest {
  readonly AliasName: string
}

export interface DeleteCustomKeyStoreRequest {
  readonly CustomKeyStoreId: string
}

export type DeleteCustomKeyStoreResponse = Readonly<Record<string, never>>

export interface DeleteImportedKeyMaterialRequest {
  readonly KeyId: string
  readonly KeyMaterialId?: string | undefined
}

export interface DeleteImportedKeyMaterialResponse {
  readonly KeyId?: string | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface DeriveSharedSecretRequest {
  readonly KeyId: string
  readonly KeyAgreementAlgorithm: KeyAgreementAlgorithmSpec
  readonly PublicKey: Uint8Array
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
  readonly Recipient?: RecipientInfo | undefined
}

export interface DeriveSharedSecretResponse {
  readonly KeyId?: string | undefined
  readonly SharedSecret?: Uint8Array | undefined
  readonly CiphertextForRecipient?: Uint8Array | undefined
  readonly KeyAgreementAlgorithm?: KeyAgreementAlgorithmSpec | undefined
  readonly KeyOrigin?: OriginType | undefined
}

export interface DescribeCustomKeyStoresRequest {
  readonly CustomKeyStoreId?: string | undefined
  readonly CustomKeyStoreName?: string | undefined
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

export interface DescribeCustomKeyStoresResponse {
  readonly CustomKeyStores?: readonly CustomKeyStoresListEntry[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface DescribeKeyRequest {
  readonly KeyId: string
  readonly GrantTokens?: readonly string[] | undefined
}

export interface DescribeKeyResponse {
  readonly KeyMetadata?: KeyMetadata | undefined
}

export interface DisableKeyRequest {
  readonly KeyId: string
}

export interface DisableKeyRotationRequest {
  readonly KeyId: string
}

export interface DisconnectCustomKeyStoreRequest {
  readonly CustomKeyStoreId: string
}

export type DisconnectCustomKeyStoreResponse = Readonly<Record<string, never>>

export type DryRunModifierType = 'IGNORE_CIPHERTEXT'

export interface EnableKeyRequest {
  readonly KeyId: string
}

export interface EnableKeyRotationRequest {
  readonly KeyId: string
  readonly RotationPeriodInDays?: number | undefined
}

export interface EncapsulateRequest {
  readonly KeyId: string
  readonly EncapsulationAlgorithm: EncapsulationAlgorithmSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface EncapsulateResponse {
  readonly KeyId?: string | undefined
  readonly SharedSecret?: Uint8Array | undefined
  readonly SharedSecretCiphertextBlob?: Uint8Array | undefined
  readonly EncapsulationAlgorithm?: EncapsulationAlgorithmSpec | undefined
}

export type EncapsulationAlgorithmSpec = 'ML_KEM'

export interface EncryptRequest {
  readonly KeyId: string
  readonly Plaintext: Uint8Array
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly EncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly DryRun?: boolean | undefined
}

export interface EncryptResponse {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly KeyId?: string | undefined
  readonly EncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
}

export type EncryptionAlgorithmSpec = 'SYMMETRIC_DEFAULT' | 'RSAES_OAEP_SHA_1' | 'RSAES_OAEP_SHA_256' | 'SM2PKE'

export type ExpirationModelType = 'KEY_MATERIAL_EXPIRES' | 'KEY_MATERIAL_DOES_NOT_EXPIRE'

export interface GenerateDataKeyPairRequest {
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly KeyId: string
  readonly KeyPairSpec: DataKeyPairSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly Recipient?: RecipientInfo | undefined
  readonly DryRun?: boolean | undefined
}

export interface GenerateDataKeyPairResponse {
  readonly PrivateKeyCiphertextBlob?: Uint8Array | undefined
  readonly PrivateKeyPlaintext?: Uint8Array | undefined
  readonly PublicKey?: Uint8Array | undefined
  readonly KeyId?: string | undefined
  readonly KeyPairSpec?: DataKeyPairSpec | undefined
  readonly CiphertextForRecipient?: Uint8Array | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface GenerateDataKeyPairWithoutPlaintextRequest {
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly KeyId: string
  readonly KeyPairSpec: DataKeyPairSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface GenerateDataKeyPairWithoutPlaintextResponse {
  readonly PrivateKeyCiphertextBlob?: Uint8Array | undefined
  readonly PublicKey?: Uint8Array | undefined
  readonly KeyId?: string | undefined
  readonly KeyPairSpec?: DataKeyPairSpec | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface GenerateDataKeyRequest {
  readonly KeyId: string
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly NumberOfBytes?: number | undefined
  readonly KeySpec?: DataKeySpec | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly Recipient?: RecipientInfo | undefined
  readonly DryRun?: boolean | undefined
}

export interface GenerateDataKeyResponse {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly Plaintext?: Uint8Array | undefined
  readonly KeyId?: string | undefined
  readonly CiphertextForRecipient?: Uint8Array | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface GenerateDataKeyWithoutPlaintextRequest {
  readonly KeyId: string
  readonly EncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly KeySpec?: DataKeySpec | undefined
  readonly NumberOfBytes?: number | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface GenerateDataKeyWithoutPlaintextResponse {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly KeyId?: string | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface GenerateMacRequest {
  readonly Message: Uint8Array
  readonly KeyId: string
  readonly MacAlgorithm: MacAlgorithmSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface GenerateMacResponse {
  readonly Mac?: Uint8Array | undefined
  readonly MacAlgorithm?: MacAlgorithmSpec | undefined
  readonly KeyId?: string | undefined
}

export interface GenerateRandomRequest {
  readonly NumberOfBytes?: number | undefined
  readonly CustomKeyStoreId?: string | undefined
  readonly Recipient?: RecipientInfo | undefined
}

export interface GenerateRandomResponse {
  readonly Plaintext?: Uint8Array | undefined
  readonly CiphertextForRecipient?: Uint8Array | undefined
}

export interface GetKeyLastUsageRequest {
  readonly KeyId: string
}

export interface GetKeyLastUsageResponse {
  readonly KeyId?: string | undefined
  readonly KeyLastUsage?: KeyLastUsageData | undefined
  readonly TrackingStartDate?: number | undefined
  readonly KeyCreationDate?: number | undefined
}

export interface GetKeyPolicyRequest {
  readonly KeyId: string
  readonly PolicyName?: string | undefined
}

export interface GetKeyPolicyResponse {
  readonly Policy?: string | undefined
  readonly PolicyName?: string | undefined
}

export interface GetKeyRotationStatusRequest {
  readonly KeyId: string
}

export interface GetKeyRotationStatusResponse {
  readonly KeyRotationEnabled?: boolean | undefined
  readonly KeyId?: string | undefined
  readonly RotationPeriodInDays?: number | undefined
  readonly NextRotationDate?: number | undefined
  readonly OnDemandRotationStartDate?: number | undefined
}

export interface GetParametersForImportRequest {
  readonly KeyId: string
  readonly WrappingAlgorithm: AlgorithmSpec
  readonly WrappingKeySpec: WrappingKeySpec
}

export interface GetParametersForImportResponse {
  readonly KeyId?: string | undefined
  readonly ImportToken?: Uint8Array | undefined
  readonly PublicKey?: Uint8Array | undefined
  readonly ParametersValidTo?: number | undefined
}

export interface GetPublicKeyRequest {
  readonly KeyId: string
  readonly GrantTokens?: readonly string[] | undefined
}

export interface GetPublicKeyResponse {
  readonly KeyId?: string | undefined
  readonly PublicKey?: Uint8Array | undefined
  readonly CustomerMasterKeySpec?: CustomerMasterKeySpec | undefined
  readonly KeySpec?: KeySpec | undefined
  readonly KeyUsage?: KeyUsageType | undefined
  readonly EncryptionAlgorithms?: readonly EncryptionAlgorithmSpec[] | undefined
  readonly SigningAlgorithms?: readonly SigningAlgorithmSpec[] | undefined
  readonly KeyAgreementAlgorithms?: readonly KeyAgreementAlgorithmSpec[] | undefined
  readonly EncapsulationAlgorithms?: readonly EncapsulationAlgorithmSpec[] | undefined
}

export interface GrantConstraints {
  readonly EncryptionContextSubset?: Readonly<Record<string, string>> | undefined
  readonly EncryptionContextEquals?: Readonly<Record<string, string>> | undefined
  readonly SourceArn?: string | undefined
}

export interface GrantListEntry {
  readonly KeyId?: string | undefined
  readonly GrantId?: string | undefined
  readonly Name?: string | undefined
  readonly CreationDate?: number | undefined
  readonly GranteePrincipal?: string | undefined
  readonly RetiringPrincipal?: string | undefined
  readonly IssuingAccount?: string | undefined
  readonly Operations?: readonly GrantOperation[] | undefined
  readonly Constraints?: GrantConstraints | undefined
  readonly GranteeServicePrincipal?: string | undefined
  readonly RetiringServicePrincipal?: string | undefined
}

export type GrantOperation =
  | 'Decrypt'
  | 'Encrypt'
  | 'GenerateDataKey'
  | 'GenerateDataKeyWithoutPlaintext'
  | 'ReEncryptFrom'
  | 'ReEncryptTo'
  | 'Sign'
  | 'Verify'
  | 'GetPublicKey'
  | 'CreateGrant'
  | 'RetireGrant'
  | 'DescribeKey'
  | 'GenerateDataKeyPair'
  | 'GenerateDataKeyPairWithoutPlaintext'
  | 'GenerateMac'
  | 'VerifyMac'
  | 'DeriveSharedSecret'
  | 'Encapsulate'
  | 'Decapsulate'

export interface ImportKeyMaterialRequest {
  readonly KeyId: string
  readonly ImportToken: Uint8Array
  readonly EncryptedKeyMaterial: Uint8Array
  readonly ValidTo?: number | undefined
  readonly ExpirationModel?: ExpirationModelType | undefined
  readonly ImportType?: ImportType | undefined
  readonly KeyMaterialDescription?: string | undefined
  readonly KeyMaterialId?: string | undefined
}

export interface ImportKeyMaterialResponse {
  readonly KeyId?: string | undefined
  readonly KeyMaterialId?: string | undefined
}

export type ImportState = 'IMPORTED' | 'PENDING_IMPORT'

export type ImportType = 'NEW_KEY_MATERIAL' | 'EXISTING_KEY_MATERIAL'

export type IncludeKeyMaterial = 'ALL_KEY_MATERIAL' | 'ROTATIONS_ONLY'

export type KeyAgreementAlgorithmSpec = 'ECDH'

export type KeyEncryptionMechanism = 'RSAES_OAEP_SHA_256'

export interface KeyLastUsageData {
  readonly Operation?: KeyLastUsageTrackingOperation | undefined
  readonly Timestamp?: number | undefined
  readonly CloudTrailEventId?: string | undefined
  readonly KmsRequestId?: string | undefined
}

export type KeyLastUsageTrackingOperation =
  | 'Decrypt'
  | 'DeriveSharedSecret'
  | 'Encrypt'
  | 'GenerateDataKey'
  | 'GenerateDataKeyPair'
  | 'GenerateDataKeyPairWithoutPlaintext'
  | 'GenerateDataKeyWithoutPlaintext'
  | 'GenerateMac'
  | 'ReEncrypt'
  | 'Sign'
  | 'Verify'
  | 'VerifyMac'
  | 'Encapsulate'
  | 'Decapsulate'

export interface KeyListEntry {
  readonly KeyId?: string | undefined
  readonly KeyArn?: string | undefined
}

export type KeyManagerType = 'AWS' | 'CUSTOMER'

export type KeyMaterialState =
  | 'NON_CURRENT'
  | 'CURRENT'
  | 'PENDING_ROTATION'
  | 'PENDING_MULTI_REGION_IMPORT_AND_ROTATION'

export interface KeyMetadata {
  readonly AWSAccountId?: string | undefined
  readonly KeyId: string
  readonly Arn?: string | undefined
  readonly CreationDate?: number | undefined
  readonly Enabled?: boolean | undefined
  readonly Description?: string | undefined
  readonly KeyUsage?: KeyUsageType | undefined
  readonly KeyState?: KeyState | undefined
  readonly DeletionDate?: number | undefined
  readonly ValidTo?: number | undefined
  readonly Origin?: OriginType | undefined
  readonly CustomKeyStoreId?: string | undefined
  readonly CloudHsmClusterId?: string | undefined
  readonly ExpirationModel?: ExpirationModelType | undefined
  readonly KeyManager?: KeyManagerType | undefined
  readonly CustomerMasterKeySpec?: CustomerMasterKeySpec | undefined
  readonly KeySpec?: KeySpec | undefined
  readonly EncryptionAlgorithms?: readonly EncryptionAlgorithmSpec[] | undefined
  readonly SigningAlgorithms?: readonly SigningAlgorithmSpec[] | undefined
  readonly KeyAgreementAlgorithms?: readonly KeyAgreementAlgorithmSpec[] | undefined
  readonly EncapsulationAlgorithms?: readonly EncapsulationAlgorithmSpec[] | undefined
  readonly MultiRegion?: boolean | undefined
  readonly MultiRegionConfiguration?: MultiRegionConfiguration | undefined
  readonly PendingDeletionWindowInDays?: number | undefined
  readonly MacAlgorithms?: readonly MacAlgorithmSpec[] | undefined
  readonly XksKeyConfiguration?: XksKeyConfigurationType | undefined
  readonly CurrentKeyMaterialId?: string | undefined
}

export type KeySpec =
  | 'RSA_2048'
  | 'RSA_3072'
  | 'RSA_4096'
  | 'ECC_NIST_P256'
  | 'ECC_NIST_P384'
  | 'ECC_NIST_P521'
  | 'ECC_SECG_P256K1'
  | 'SYMMETRIC_DEFAULT'
  | 'HMAC_224'
  | 'HMAC_256'
  | 'HMAC_384'
  | 'HMAC_512'
  | 'SM2'
  | 'ML_DSA_44'
  | 'ML_DSA_65'
  | 'ML_DSA_87'
  | 'ECC_NIST_EDWARDS25519'
  | 'ML_KEM_512'
  | 'ML_KEM_768'
  | 'ML_KEM_1024'

export type KeyState =
  | 'Creating'
  | 'Enabled'
  | 'Disabled'
  | 'PendingDeletion'
  | 'PendingImport'
  | 'PendingReplicaDeletion'
  | 'Unavailable'
  | 'Updating'

export type KeyUsageType =
  | 'SIGN_VERIFY'
  | 'ENCRYPT_DECRYPT'
  | 'GENERATE_VERIFY_MAC'
  | 'KEY_AGREEMENT'
  | 'ENCAPSULATE_DECAPSULATE'

export interface ListAliasesRequest {
  readonly KeyId?: string | undefined
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

export interface ListAliasesResponse {
  readonly Aliases?: readonly AliasListEntry[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListGrantsRequest {
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
  readonly KeyId: string
  readonly GrantId?: string | undefined
  readonly GranteePrincipal?: string | undefined
  readonly GranteeServicePrincipal?: string | undefined
}

export interface ListGrantsResponse {
  readonly Grants?: readonly GrantListEntry[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListKeyPoliciesRequest {
  readonly KeyId: string
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

export interface ListKeyPoliciesResponse {
  readonly PolicyNames?: readonly string[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListKeyRotationsRequest {
  readonly KeyId: string
  readonly IncludeKeyMaterial?: IncludeKeyMaterial | undefined
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

export interface ListKeyRotationsResponse {
  readonly Rotations?: readonly RotationsListEntry[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListKeysRequest {
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
  readonly ResourceOwners?: readonly ResourceOwnerType[] | undefined
}

export interface ListKeysResponse {
  readonly Keys?: readonly KeyListEntry[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListResourceTagsRequest {
  readonly KeyId: string
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
}

export interface ListResourceTagsResponse {
  readonly Tags?: readonly Tag[] | undefined
  readonly NextMarker?: string | undefined
  readonly Truncated?: boolean | undefined
}

export interface ListRetirableGrantsRequest {
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
  readonly RetiringPrincipal?: string | undefined
  readonly RetiringServicePrincipal?: string | undefined
}

export type MacAlgorithmSpec = 'HMAC_SHA_224' | 'HMAC_SHA_256' | 'HMAC_SHA_384' | 'HMAC_SHA_512'

export type MessageType = 'RAW' | 'DIGEST' | 'EXTERNAL_MU'

export interface MultiRegionConfiguration {
  readonly MultiRegionKeyType?: MultiRegionKeyType | undefined
  readonly PrimaryKey?: MultiRegionKey | undefined
  readonly ReplicaKeys?: readonly MultiRegionKey[] | undefined
}

export interface MultiRegionKey {
  readonly Arn?: string | undefined
  readonly Region?: string | undefined
}

export type MultiRegionKeyType = 'PRIMARY' | 'REPLICA'

export type OriginType = 'AWS_KMS' | 'EXTERNAL' | 'AWS_CLOUDHSM' | 'EXTERNAL_KEY_STORE'

export interface PutKeyPolicyRequest {
  readonly KeyId: string
  readonly PolicyName?: string | undefined
  readonly Policy: string
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined
}

export interface ReEncryptRequest {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly SourceEncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly SourceKeyId?: string | undefined
  readonly DestinationKeyId: string
  readonly DestinationEncryptionContext?: Readonly<Record<string, string>> | undefined
  readonly SourceEncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly DestinationEncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
  readonly DryRunModifiers?: readonly DryRunModifierType[] | undefined
}

export interface ReEncryptResponse {
  readonly CiphertextBlob?: Uint8Array | undefined
  readonly SourceKeyId?: string | undefined
  readonly KeyId?: string | undefined
  readonly SourceEncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly DestinationEncryptionAlgorithm?: EncryptionAlgorithmSpec | undefined
  readonly SourceKeyMaterialId?: string | undefined
  readonly DestinationKeyMaterialId?: string | undefined
}

export interface RecipientInfo {
  readonly KeyEncryptionAlgorithm?: KeyEncryptionMechanism | undefined
  readonly AttestationDocument?: Uint8Array | undefined
}

export interface ReplicateKeyRequest {
  readonly KeyId: string
  readonly ReplicaRegion: string
  readonly Policy?: string | undefined
  readonly BypassPolicyLockoutSafetyCheck?: boolean | undefined
  readonly Description?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
}

export interface ReplicateKeyResponse {
  readonly ReplicaKeyMetadata?: KeyMetadata | undefined
  readonly ReplicaPolicy?: string | undefined
  readonly ReplicaTags?: readonly Tag[] | undefined
}

export type ResourceOwnerType = 'SELF' | 'OTHER_ACCOUNTS_VIA_RAM'

export interface RetireGrantRequest {
  readonly GrantToken?: string | undefined
  readonly KeyId?: string | undefined
  readonly GrantId?: string | undefined
  readonly DryRun?: boolean | undefined
}

export interface RevokeGrantRequest {
  readonly KeyId: string
  readonly GrantId: string
  readonly DryRun?: boolean | undefined
}

export interface RotateKeyOnDemandRequest {
  readonly KeyId: string
}

export interface RotateKeyOnDemandResponse {
  readonly KeyId?: string | undefined
}

export type RotationType = 'AUTOMATIC' | 'ON_DEMAND'

export interface RotationsListEntry {
  readonly KeyId?: string | undefined
  readonly KeyMaterialId?: string | undefined
  readonly KeyMaterialDescription?: string | undefined
  readonly ImportState?: ImportState | undefined
  readonly KeyMaterialState?: KeyMaterialState | undefined
  readonly ExpirationModel?: ExpirationModelType | undefined
  readonly ValidTo?: number | undefined
  readonly RotationDate?: number | undefined
  readonly RotationType?: RotationType | undefined
}

export interface ScheduleKeyDeletionRequest {
  readonly KeyId: string
  readonly PendingWindowInDays?: number | undefined
}

export interface ScheduleKeyDeletionResponse {
  readonly KeyId?: string | undefined
  readonly DeletionDate?: number | undefined
  readonly KeyState?: KeyState | undefined
  readonly PendingWindowInDays?: number | undefined
}

export interface SignRequest {
  readonly KeyId: string
  readonly Message: Uint8Array
  readonly MessageType?: MessageType | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly SigningAlgorithm: SigningAlgorithmSpec
  readonly DryRun?: boolean | undefined
}

export interface SignResponse {
  readonly KeyId?: string | undefined
  readonly Signature?: Uint8Array | undefined
  readonly SigningAlgorithm?: SigningAlgorithmSpec | undefined
}

export type SigningAlgorithmSpec =
  | 'RSASSA_PSS_SHA_256'
  | 'RSASSA_PSS_SHA_384'
  | 'RSASSA_PSS_SHA_512'
  | 'RSASSA_PKCS1_V1_5_SHA_256'
  | 'RSASSA_PKCS1_V1_5_SHA_384'
  | 'RSASSA_PKCS1_V1_5_SHA_512'
  | 'ECDSA_SHA_256'
  | 'ECDSA_SHA_384'
  | 'ECDSA_SHA_512'
  | 'SM2DSA'
  | 'ML_DSA_SHAKE_256'
  | 'ED25519_SHA_512'
  | 'ED25519_PH_SHA_512'

export interface Tag {
  readonly TagKey: string
  readonly TagValue: string
}

export interface TagResourceRequest {
  readonly KeyId: string
  readonly Tags: readonly Tag[]
}

export interface UntagResourceRequest {
  readonly KeyId: string
  readonly TagKeys: readonly string[]
}

export interface UpdateAliasRequest {
  readonly AliasName: string
  readonly TargetKeyId: string
}

export interface UpdateCustomKeyStoreRequest {
  readonly CustomKeyStoreId: string
  readonly NewCustomKeyStoreName?: string | undefined
  readonly KeyStorePassword?: string | undefined
  readonly CloudHsmClusterId?: string | undefined
  readonly XksProxyUriEndpoint?: string | undefined
  readonly XksProxyUriPath?: string | undefined
  readonly XksProxyVpcEndpointServiceName?: string | undefined
  readonly XksProxyVpcEndpointServiceOwner?: string | undefined
  readonly XksProxyAuthenticationCredential?: XksProxyAuthenticationCredentialType | undefined
  readonly XksProxyConnectivity?: XksProxyConnectivityType | undefined
}

export type UpdateCustomKeyStoreResponse = Readonly<Record<string, never>>

export interface UpdateKeyDescriptionRequest {
  readonly KeyId: string
  readonly Description: string
}

export interface UpdatePrimaryRegionRequest {
  readonly KeyId: string
  readonly PrimaryRegion: string
}

export interface VerifyMacRequest {
  readonly Message: Uint8Array
  readonly KeyId: string
  readonly MacAlgorithm: MacAlgorithmSpec
  readonly Mac: Uint8Array
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface VerifyMacResponse {
  readonly KeyId?: string | undefined
  readonly MacValid?: boolean | undefined
  readonly MacAlgorithm?: MacAlgorithmSpec | undefined
}

export interface VerifyRequest {
  readonly KeyId: string
  readonly Message: Uint8Array
  readonly MessageType?: MessageType | undefined
  readonly Signature: Uint8Array
  readonly SigningAlgorithm: SigningAlgorithmSpec
  readonly GrantTokens?: readonly string[] | undefined
  readonly DryRun?: boolean | undefined
}

export interface VerifyResponse {
  readonly KeyId?: string | undefined
  readonly SignatureValid?: boolean | undefined
  readonly SigningAlgorithm?: SigningAlgorithmSpec | undefined
}

export type WrappingKeySpec = 'RSA_2048' | 'RSA_3072' | 'RSA_4096' | 'SM2'

export interface XksKeyConfigurationType {
  readonly Id?: string | undefined
}

export interface XksProxyAuthenticationCredentialType {
  readonly AccessKeyId: string
  readonly RawSecretAccessKey: string
}

export interface XksProxyConfigurationType {
  readonly Connectivity?: XksProxyConnectivityType | undefined
  readonly AccessKeyId?: string | undefined
  readonly UriEndpoint?: string | undefined
  readonly UriPath?: string | undefined
  readonly VpcEndpointServiceName?: string | undefined
  readonly VpcEndpointServiceOwner?: string | undefined
}

export type XksProxyConnectivityType = 'PUBLIC_ENDPOINT' | 'VPC_ENDPOINT_SERVICE'
