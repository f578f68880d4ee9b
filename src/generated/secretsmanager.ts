// AWS Secrets Manager, 2017-10-17. Written by scripts/generate-model.ts from model/secretsmanager.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface SecretsManagerOperations {
  BatchGetSecretValue: {
    input: BatchGetSecretValueRequest
    output: BatchGetSecretValueResponse
    errors:
      | 'DecryptionFailure'
      | 'InternalServiceError'
      | 'InvalidNextTokenException'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  CreateSecret: {
    input: CreateSecretRequest
    output: CreateSecretResponse
    errors:
      | 'DecryptionFailure'
      | 'EncryptionFailure'
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'PreconditionNotMetException'
      | 'ResourceExistsException'
      | 'ResourceNotFoundException'
  }
  DeleteResourcePolicy: {
    input: DeleteResourcePolicyRequest
    output: DeleteResourcePolicyResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  DeleteSecret: {
    input: DeleteSecretRequest
    output: DeleteSecretResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  DescribeSecret: {
    input: DescribeSecretRequest
    output: DescribeSecretResponse
    errors: 'InternalServiceError' | 'InvalidParameterException' | 'ResourceNotFoundException'
  }
  GetRandomPassword: {
    input: GetRandomPasswordRequest
    output: GetRandomPasswordResponse
    errors: 'InternalServiceError' | 'InvalidParameterException' | 'InvalidRequestException'
  }
  GetResourcePolicy: {
    input: GetResourcePolicyRequest
    output: GetResourcePolicyResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  GetSecretValue: {
    input: GetSecretValueRequest
    output: GetSecretValueResponse
    errors:
      | 'DecryptionFailure'
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  ListSecretVersionIds: {
    input: ListSecretVersionIdsRequest
    output: ListSecretVersionIdsResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidNextTokenException'
      | 'InvalidParameterException'
      | 'ResourceNotFoundException'
  }
  ListSecrets: {
    input: ListSecretsRequest
    output: ListSecretsResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidNextTokenException'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
  }
  PutResourcePolicy: {
    input: PutResourcePolicyRequest
    output: PutResourcePolicyResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'MalformedPolicyDocumentException'
      | 'PublicPolicyException'
      | 'ResourceNotFoundException'
  }
  PutSecretValue: {
    input: PutSecretValueRequest
    output: PutSecretValueResponse
    errors:
      | 'DecryptionFailure'
      | 'EncryptionFailure'
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'LimitExceededException'
      | 'ResourceExistsException'
      | 'ResourceNotFoundException'
  }
  RestoreSecret: {
    input: RestoreSecretRequest
    output: RestoreSecretResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  TagResource: {
    input: TagResourceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  UntagResource: {
    input: UntagResourceRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'ResourceNotFoundException'
  }
  UpdateSecret: {
    input: UpdateSecretRequest
    output: UpdateSecretResponse
    errors:
      | 'DecryptionFailure'
      | 'EncryptionFailure'
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'LimitExceededException'
      | 'MalformedPolicyDocumentException'
      | 'PreconditionNotMetException'
      | 'ResourceExistsException'
      | 'ResourceNotFoundException'
  }
  UpdateSecretVersionStage: {
    input: UpdateSecretVersionStageRequest
    output: UpdateSecretVersionStageResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'LimitExceededException'
      | 'ResourceNotFoundException'
  }
  ValidateResourcePolicy: {
    input: ValidateResourcePolicyRequest
    output: ValidateResourcePolicyResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
      | 'MalformedPolicyDocumentException'
      | 'ResourceNotFoundException'
  }
}

export type SecretsManagerErrorCode =
  | 'DecryptionFailure'
  | 'EncryptionFailure'
  | 'InternalServiceError'
  | 'InvalidNextTokenException'
  | 'InvalidParameterException'
  | 'InvalidRequestException'
  | 'LimitExceededException'
  | 'MalformedPolicyDocumentException'
  | 'PreconditionNotMetException'
  | 'PublicPolicyException'
  | 'ResourceExistsException'
  | 'ResourceNotFoundException'

export interface APIErrorType {
  readonly SecretId?: string | undefined
  readonly ErrorCode?: string | undefined
  readonly Message?: string | undefined
}

export interface BatchGetSecretValueRequest {
  readonly SecretIdList?: readonly string[] | undefined
  readonly Filters?: readonly Filter[] | undefined
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
}

export interface BatchGetSecretValueResponse {
  readonly SecretValues?: readonly SecretValueEntry[] | undefined
  readonly NextToken?: string | undefined
  readonly Errors?: readonly APIErrorType[] | undefined
}

export interface CreateSecretRequest {
  readonly Name: string
  readonly ClientRequestToken?: string | undefined
  readonly Description?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
  readonly SecretString?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly AddReplicaRegions?: readonly ReplicaRegionType[] | undefined
  readonly ForceOverwriteReplicaSecret?: boolean | undefined
  readonly Type?: string | undefined
  readonly CrossAccountPrimaryARN?: string | undefined
}

export interface CreateSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined
}

export interface CrossAccountPrimaryType {
  readonly PrimarySecretARN?: string | undefined
  readonly ReplicationStatus?: StatusType | undefined
  readonly StatusMessage?: string | undefined
}

export interface CrossAccountReplicaEntry {
  readonly ReplicaSecretARN?: string | undefined
  readonly ReplicationRoleARN?: string | undefined
  readonly ReplicationStatus?: StatusType | undefined
  readonly StatusMessage?: string | undefined
}

export interface DeleteResourcePolicyRequest {
  readonly SecretId: string
  readonly PolicyName?: string | undefined
}

export interface DeleteResourcePolicyResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly PolicyName?: string | undefined
}

export interface DeleteSecretRequest {
  readonly SecretId: string
  readonly RecoveryWindowInDays?: number | undefined
  readonly ForceDeleteWithoutRecovery?: boolean | undefined
}

export interface DeleteSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly DeletionDate?: number | undefined
}

export interface DescribeSecretRequest {
  readonly SecretId: string
}

export interface DescribeSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly Type?: string | undefined
  readonly Description?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly RotationEnabled?: boolean | undefined
  readonly RotationLambdaARN?: string | undefined
  readonly RotationRules?: RotationRulesType | undefined
  readonly ExternalSecretRotationMetadata?: readonly ExternalSecretRotationMetadataItem[] | undefined
  readonly ExternalSecretRotationRoleArn?: string | undefined
  readonly LastRotatedDate?: number | undefined
  readonly LastChangedDate?: number | undefined
  readonly LastAccessedDate?: number | undefined
  readonly DeletedDate?: number | undefined
  readonly NextRotationDate?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly VersionIdsToStages?: Readonly<Record<string, readonly string[]>> | undefined
  readonly OwningService?: string | undefined
  readonly CreatedDate?: number | undefined
  readonly PrimaryRegion?: string | undefined
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined
  readonly CrossAccountPrimary?: CrossAccountPrimaryType | undefined
  readonly CrossAccountReplicas?: readonly CrossAccountReplicaEntry[] | undefined
}

export interface ExternalSecretRotationMetadataItem {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface Filter {
  readonly Key?: FilterNameStringType | undefined
  readonly Values?: readonly string[] | undefined
}

export type FilterNameStringType =
  | 'description'
  | 'name'
  | 'tag-key'
  | 'tag-value'
  | 'primary-region'
  | 'owning-service'
  | 'all'

export interface GetRandomPasswordRequest {
  readonly PasswordLength?: number | undefined
  readonly ExcludeCharacters?: string | undefined
  readonly ExcludeNumbers?: boolean | undefined
  readonly ExcludePunctuation?: boolean | undefined
  readonly ExcludeUppercase?: boolean | undefined
  readonly ExcludeLowercase?: boolean | undefined
  readonly IncludeSpace?: boolean | undefined
  readonly RequireEachIncludedType?: boolean | undefined
}

export interface GetRandomPasswordResponse {
  readonly RandomPassword?: string | undefined
}

export interface GetResourcePolicyRequest {
  readonly SecretId: string
  readonly PolicyName?: string | undefined
}

export interface GetResourcePolicyResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly ResourcePolicy?: string | undefined
  readonly PolicyName?: string | undefined
}

export interface GetSecretValueRequest {
  readonly SecretId: string
  readonly VersionId?: string | undefined
  readonly VersionStage?: string | undefined
}

export interface GetSecretValueResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
  readonly SecretString?: string | undefined
  readonly VersionStages?: readonly string[] | undefined
  readonly CreatedDate?: number | undefined
}

export interface ListSecretVersionIdsRequest {
  readonly SecretId: string
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
  readonly IncludeDeprecated?: boolean | undefined
}

export interface ListSecretVersionIdsResponse {
  readonly Versions?: readonly SecretVersionsListEntry[] | undefined
  readonly NextToken?: string | undefined
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
}

export interface ListSecretsRequest {
  readonly IncludePlannedDeletion?: boolean | undefined
  readonly MaxResults?: number | undefined
  readonly NextToken?: string | undefined
  readonly Filters?: readonly Filter[] | undefined
  readonly SortOrder?: SortOrderType | undefined
  readonly SortBy?: SortByType | undefined
}

export interface ListSecretsResponse {
  readonly SecretList?: readonly SecretListEntry[] | undefined
  readonly NextToken?: string | undefined
}

export interface PutResourcePolicyRequest {
  readonly SecretId: string
  readonly ResourcePolicy: string
  readonly PolicyName?: string | undefined
  readonly BlockPublicPolicy?: boolean | undefined
}

export interface PutResourcePolicyResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly PolicyName?: string | undefined
}

export interface PutSecretValueRequest {
  readonly SecretId: string
  readonly ClientRequestToken?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
  readonly SecretString?: string | undefined
  readonly VersionStages?: readonly string[] | undefined
  readonly RotationToken?: string | undefined
}

export interface PutSecretValueResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
  readonly VersionStages?: readonly string[] | undefined
}

export interface ReplicaRegionType {
  readonly Region?: string | undefined
  readonly KmsKeyId?: string | undefined
}

export interface ReplicationStatusType {
  readonly Region?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly Status?: StatusType | undefined
  readonly StatusMessage?: string | undefined
  readonly LastAccessedDate?: number | undefined
}

export interface RestoreSecretRequest {
  readonly SecretId: string
}

export interface RestoreSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
}

export interface RotationRulesType {
  readonly AutomaticallyAfterDays?: number | undefined
  readonly Duration?: string | undefined
  readonly ScheduleExpression?: string | undefined
}

export interface SecretListEntry {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly Type?: string | undefined
  readonly Description?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly RotationEnabled?: boolean | undefined
  readonly RotationLambdaARN?: string | undefined
  readonly RotationRules?: RotationRulesType | undefined
  readonly ExternalSecretRotationMetadata?: readonly ExternalSecretRotationMetadataItem[] | undefined
  readonly ExternalSecretRotationRoleArn?: string | undefined
  readonly LastRotatedDate?: number | undefined
  readonly LastChangedDate?: number | undefined
  readonly LastAccessedDate?: number | undefined
  readonly DeletedDate?: number | undefined
  readonly NextRotationDate?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly SecretVersionsToStages?: Readonly<Record<string, readonly string[]>> | undefined
  readonly OwningService?: string | undefined
  readonly CreatedDate?: number | undefined
  readonly PrimaryRegion?: string | undefined
}

export interface SecretValueEntry {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
  readonly SecretString?: string | undefined
  readonly VersionStages?: readonly string[] | undefined
  readonly CreatedDate?: number | undefined
}

export interface SecretVersionsListEntry {
  readonly VersionId?: string | undefined
  readonly VersionStages?: readonly string[] | undefined
  readonly LastAccessedDate?: number | undefined
  readonly CreatedDate?: number | undefined
  readonly KmsKeyIds?: readonly string[] | undefined
}

export type SortByType = 'created-date' | 'last-accessed-date' | 'last-changed-date' | 'name'

export type SortOrderType = 'asc' | 'desc'

export type StatusType = 'InSync' | 'Failed' | 'InProgress' | 'Pending' | 'Detached'

export interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface TagResourceRequest {
  readonly SecretId: string
  readonly Tags: readonly Tag[]
}

export interface UntagResourceRequest {
  readonly SecretId: string
  readonly TagKeys: readonly string[]
}

export interface UpdateSecretRequest {
  readonly SecretId: string
  readonly ClientRequestToken?: string | undefined
  readonly Description?: string | undefined
  readonly KmsKeyId?: string | undefined
  readonly SecretBinary?: Uint8Array | undefined
  readonly SecretString?: string | undefined
  readonly Type?: string | undefined
}

export interface UpdateSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
}

export interface UpdateSecretVersionStageRequest {
  readonly SecretId: string
  readonly VersionStage: string
  readonly RemoveFromVersionId?: string | undefined
  readonly MoveToVersionId?: string | undefined
}

export interface UpdateSecretVersionStageResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
}

export interface ValidateResourcePolicyRequest {
  readonly SecretId?: string | undefined
  readonly ResourcePolicy: string
}

export interface ValidateResourcePolicyResponse {
  readonly PolicyValidationPassed?: boolean | undefined
  readonly ValidationErrors?: readonly ValidationErrorsEntry[] | undefined
}

export interface ValidationErrorsEntry {
  readonly CheckName?: string | undefined
  readonly ErrorMessage?: string | undefined
}
