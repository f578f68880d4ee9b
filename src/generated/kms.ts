// AWS Key Management Service, 2014-11-01. Written by scripts/generate-model.ts from model/kms.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface KmsOperations {
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
  DescribeKey: {
    input: DescribeKeyRequest
    output: DescribeKeyResponse
    errors: 'DependencyTimeoutException' | 'InvalidArnException' | 'KMSInternalException' | 'NotFoundException'
  }
  ListKeys: {
    input: ListKeysRequest
    output: ListKeysResponse
    errors: 'DependencyTimeoutException' | 'InvalidMarkerException' | 'KMSInternalException'
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
  DeleteAlias: {
    input: DeleteAliasRequest
    output: Readonly<Record<string, never>>
    errors: 'DependencyTimeoutException' | 'KMSInternalException' | 'KMSInvalidStateException' | 'NotFoundException'
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
  ListResourceTags: {
    input: ListResourceTagsRequest
    output: ListResourceTagsResponse
    errors: 'InvalidArnException' | 'InvalidMarkerException' | 'KMSInternalException' | 'NotFoundException'
  }
}

export type KmsErrorCode =
  | 'AlreadyExistsException'
  | 'CloudHsmClusterInvalidConfigurationException'
  | 'CustomKeyStoreInvalidStateException'
  | 'CustomKeyStoreNotFoundException'
  | 'DependencyTimeoutException'
  | 'DisabledException'
  | 'DryRunOperationException'
  | 'IncorrectKeyException'
  | 'InvalidAliasNameException'
  | 'InvalidArnException'
  | 'InvalidCiphertextException'
  | 'InvalidGrantIdException'
  | 'InvalidGrantTokenException'
  | 'InvalidKeyUsageException'
  | 'InvalidMarkerException'
  | 'KMSInternalException'
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

export interface CreateAliasRequest {
  readonly AliasName: string
  readonly TargetKeyId: string
}

export interface CreateGrantRequest {
  readonly KeyId: string
  readonly GranteePrincipal: string
  readonly RetiringPrincipal?: string | undefined
  readonly Operations: readonly GrantOperation[]
  readonly Constraints?: GrantConstraints | undefined
  readonly GrantTokens?: readonly string[] | undefined
  readonly Name?: string | undefined
  readonly DryRun?: boolean | undefined
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

export type DataKeySpec = 'AES_256' | 'AES_128'

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

export type DryRunModifierType = 'IGNORE_CIPHERTEXT'

export interface EnableKeyRequest {
  readonly KeyId: string
}

export interface EnableKeyRotationRequest {
  readonly KeyId: string
  readonly RotationPeriodInDays?: number | undefined
}

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

export interface GrantConstraints {
  readonly EncryptionContextSubset?: Readonly<Record<string, string>> | undefined
  readonly EncryptionContextEquals?: Readonly<Record<string, string>> | undefined
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

export type KeyAgreementAlgorithmSpec = 'ECDH'

export type KeyEncryptionMechanism = 'RSAES_OAEP_SHA_256'

export interface KeyListEntry {
  readonly KeyId?: string | undefined
  readonly KeyArn?: string | undefined
}

export type KeyManagerType = 'AWS' | 'CUSTOMER'

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

export type KeyState =
  | 'Creating'
  | 'Enabled'
  | 'Disabled'
  | 'PendingDeletion'
  | 'PendingImport'
  | 'PendingReplicaDeletion'
  | 'Unavailable'
  | 'Updating'

export type KeyUsageType = 'SIGN_VERIFY' | 'ENCRYPT_DECRYPT' | 'GENERATE_VERIFY_MAC' | 'KEY_AGREEMENT'

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

export interface ListKeysRequest {
  readonly Limit?: number | undefined
  readonly Marker?: string | undefined
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

export type MacAlgorithmSpec = 'HMAC_SHA_224' | 'HMAC_SHA_256' | 'HMAC_SHA_384' | 'HMAC_SHA_512'

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

export interface XksKeyConfigurationType {
  readonly Id?: string | undefined
}
