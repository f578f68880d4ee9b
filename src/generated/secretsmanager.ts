// AWS Secrets Manager, 2017-10-17. Written by scripts/generate-model.ts from model/secretsmanager.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface SecretsManagerOperations {
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
  DescribeSecret: {
    input: DescribeSecretRequest
    output: DescribeSecretResponse
    errors: 'InternalServiceError' | 'InvalidParameterException' | 'ResourceNotFoundException'
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
  DeleteSecret: {
    input: DeleteSecretRequest
    output: DeleteSecretResponse
    errors:
      | 'InternalServiceError'
      | 'InvalidParameterException'
      | 'InvalidRequestException'
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
  | 'ResourceExistsException'
  | 'ResourceNotFoundException'

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
}

export interface CreateSecretResponse {
  readonly ARN?: string | undefined
  readonly Name?: string | undefined
  readonly VersionId?: string | undefined
  readonly ReplicationStatus?: readonly ReplicationStatusType[] | undefined
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

export type SortByType = 'created-date' | 'last-accessed-date' | 'last-changed-date' | 'name'

export type SortOrderType = 'asc' | 'desc'

export type StatusType = 'InSync' | 'Failed' | 'InProgress'

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
