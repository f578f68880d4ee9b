// Amazon Elastic Container Registry, 2015-09-21. Written by scripts/generate-model.ts from model/ecr.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface EcrOperations {
  BatchCheckLayerAvailability: {
    input: BatchCheckLayerAvailabilityRequest
    output: BatchCheckLayerAvailabilityResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  BatchDeleteImage: {
    input: BatchDeleteImageRequest
    output: BatchDeleteImageResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  BatchGetImage: {
    input: BatchGetImageRequest
    output: BatchGetImageResponse
    errors:
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnableToGetUpstreamImageException'
  }
  BatchGetRepositoryScanningConfiguration: {
    input: BatchGetRepositoryScanningConfigurationRequest
    output: BatchGetRepositoryScanningConfigurationResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException' | 'ValidationException'
  }
  CompleteLayerUpload: {
    input: CompleteLayerUploadRequest
    output: CompleteLayerUploadResponse
    errors:
      | 'EmptyUploadException'
      | 'InvalidLayerException'
      | 'InvalidParameterException'
      | 'KmsException'
      | 'LayerAlreadyExistsException'
      | 'LayerPartTooSmallException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UploadNotFoundException'
  }
  CreatePullThroughCacheRule: {
    input: CreatePullThroughCacheRuleRequest
    output: CreatePullThroughCacheRuleResponse
    errors:
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'PullThroughCacheRuleAlreadyExistsException'
      | 'SecretNotFoundException'
      | 'ServerException'
      | 'UnableToAccessSecretException'
      | 'UnableToDecryptSecretValueException'
      | 'UnsupportedUpstreamRegistryException'
      | 'ValidationException'
  }
  CreateRepository: {
    input: CreateRepositoryRequest
    output: CreateRepositoryResponse
    errors:
      | 'InvalidParameterException'
      | 'InvalidTagParameterException'
      | 'KmsException'
      | 'LimitExceededException'
      | 'RepositoryAlreadyExistsException'
      | 'ServerException'
      | 'TooManyTagsException'
  }
  CreateRepositoryCreationTemplate: {
    input: CreateRepositoryCreationTemplateRequest
    output: CreateRepositoryCreationTemplateResponse
    errors:
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'ServerException'
      | 'TemplateAlreadyExistsException'
      | 'ValidationException'
  }
  DeleteLifecyclePolicy: {
    input: DeleteLifecyclePolicyRequest
    output: DeleteLifecyclePolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'LifecyclePolicyNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DeletePullThroughCacheRule: {
    input: DeletePullThroughCacheRuleRequest
    output: DeletePullThroughCacheRuleResponse
    errors:
      | 'InvalidParameterException'
      | 'PullThroughCacheRuleNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DeleteRegistryPolicy: {
    input: DeleteRegistryPolicyRequest
    output: DeleteRegistryPolicyResponse
    errors: 'InvalidParameterException' | 'RegistryPolicyNotFoundException' | 'ServerException' | 'ValidationException'
  }
  DeleteRepository: {
    input: DeleteRepositoryRequest
    output: DeleteRepositoryResponse
    errors:
      | 'InvalidParameterException'
      | 'KmsException'
      | 'RepositoryNotEmptyException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
  }
  DeleteRepositoryCreationTemplate: {
    input: DeleteRepositoryCreationTemplateRequest
    output: DeleteRepositoryCreationTemplateResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'TemplateNotFoundException' | 'ValidationException'
  }
  DeleteRepositoryPolicy: {
    input: DeleteRepositoryPolicyRequest
    output: DeleteRepositoryPolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'RepositoryPolicyNotFoundException'
      | 'ServerException'
  }
  DeleteSigningConfiguration: {
    input: DeleteSigningConfigurationRequest
    output: DeleteSigningConfigurationResponse
    errors: 'ServerException' | 'SigningConfigurationNotFoundException' | 'ValidationException'
  }
  DeregisterPullTimeUpdateExclusion: {
    input: DeregisterPullTimeUpdateExclusionRequest
    output: DeregisterPullTimeUpdateExclusionResponse
    errors:
      | 'ExclusionNotFoundException'
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeImageReplicationStatus: {
    input: DescribeImageReplicationStatusRequest
    output: DescribeImageReplicationStatusResponse
    errors:
      | 'ImageNotFoundException'
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeImageScanFindings: {
    input: DescribeImageScanFindingsRequest
    output: DescribeImageScanFindingsResponse
    errors:
      | 'ImageNotFoundException'
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ScanNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeImageSigningStatus: {
    input: DescribeImageSigningStatusRequest
    output: DescribeImageSigningStatusResponse
    errors:
      | 'ImageNotFoundException'
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeImages: {
    input: DescribeImagesRequest
    output: DescribeImagesResponse
    errors: 'ImageNotFoundException' | 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  DescribePullThroughCacheRules: {
    input: DescribePullThroughCacheRulesRequest
    output: DescribePullThroughCacheRulesResponse
    errors:
      | 'InvalidParameterException'
      | 'PullThroughCacheRuleNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeRegistry: {
    input: DescribeRegistryRequest
    output: DescribeRegistryResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  DescribeReplicationBackfillResults: {
    input: DescribeReplicationBackfillResultsRequest
    output: DescribeReplicationBackfillResultsResponse
    errors:
      | 'InvalidParameterException'
      | 'ReplicationBackfillNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  DescribeRepositories: {
    input: DescribeRepositoriesRequest
    output: DescribeRepositoriesResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  DescribeRepositoryCreationTemplates: {
    input: DescribeRepositoryCreationTemplatesRequest
    output: DescribeRepositoryCreationTemplatesResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  GetAccountSetting: {
    input: GetAccountSettingRequest
    output: GetAccountSettingResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  GetAuthorizationToken: {
    input: GetAuthorizationTokenRequest
    output: GetAuthorizationTokenResponse
    errors: 'InvalidParameterException' | 'ServerException'
  }
  GetDownloadUrlForLayer: {
    input: GetDownloadUrlForLayerRequest
    output: GetDownloadUrlForLayerResponse
    errors:
      | 'InvalidParameterException'
      | 'LayerInaccessibleException'
      | 'LayersNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnableToGetUpstreamLayerException'
  }
  GetLifecyclePolicy: {
    input: GetLifecyclePolicyRequest
    output: GetLifecyclePolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'LifecyclePolicyNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  GetLifecyclePolicyPreview: {
    input: GetLifecyclePolicyPreviewRequest
    output: GetLifecyclePolicyPreviewResponse
    errors:
      | 'InvalidParameterException'
      | 'LifecyclePolicyPreviewNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  GetRegistryPolicy: {
    input: GetRegistryPolicyRequest
    output: GetRegistryPolicyResponse
    errors: 'InvalidParameterException' | 'RegistryPolicyNotFoundException' | 'ServerException' | 'ValidationException'
  }
  GetRegistryScanningConfiguration: {
    input: GetRegistryScanningConfigurationRequest
    output: GetRegistryScanningConfigurationResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  GetRepositoryPolicy: {
    input: GetRepositoryPolicyRequest
    output: GetRepositoryPolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'RepositoryPolicyNotFoundException'
      | 'ServerException'
  }
  GetSigningConfiguration: {
    input: GetSigningConfigurationRequest
    output: GetSigningConfigurationResponse
    errors:
      | 'InvalidParameterException'
      | 'ServerException'
      | 'SigningConfigurationNotFoundException'
      | 'ValidationException'
  }
  InitiateLayerUpload: {
    input: InitiateLayerUploadRequest
    output: InitiateLayerUploadResponse
    errors: 'InvalidParameterException' | 'KmsException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  ListImageReferrers: {
    input: ListImageReferrersRequest
    output: ListImageReferrersResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnableToListUpstreamImageReferrersException'
      | 'ValidationException'
  }
  ListImages: {
    input: ListImagesRequest
    output: ListImagesResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  ListPullTimeUpdateExclusions: {
    input: ListPullTimeUpdateExclusionsRequest
    output: ListPullTimeUpdateExclusionsResponse
    errors: 'InvalidParameterException' | 'LimitExceededException' | 'ServerException' | 'ValidationException'
  }
  ListReplicationBackfills: {
    input: ListReplicationBackfillsRequest
    output: ListReplicationBackfillsResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  ListTagsForResource: {
    input: ListTagsForResourceRequest
    output: ListTagsForResourceResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  PutAccountSetting: {
    input: PutAccountSettingRequest
    output: PutAccountSettingResponse
    errors: 'InvalidParameterException' | 'LimitExceededException' | 'ServerException' | 'ValidationException'
  }
  PutImage: {
    input: PutImageRequest
    output: PutImageResponse
    errors:
      | 'ImageAlreadyExistsException'
      | 'ImageDigestDoesNotMatchException'
      | 'ImageTagAlreadyExistsException'
      | 'InvalidParameterException'
      | 'KmsException'
      | 'LayersNotFoundException'
      | 'LimitExceededException'
      | 'ReferencedImagesNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
  }
  PutImageScanningConfiguration: {
    input: PutImageScanningConfigurationRequest
    output: PutImageScanningConfigurationResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException' | 'ValidationException'
  }
  PutImageTagMutability: {
    input: PutImageTagMutabilityRequest
    output: PutImageTagMutabilityResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  PutLifecyclePolicy: {
    input: PutLifecyclePolicyRequest
    output: PutLifecyclePolicyResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException' | 'ValidationException'
  }
  PutRegistryPolicy: {
    input: PutRegistryPolicyRequest
    output: PutRegistryPolicyResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  PutRegistryScanningConfiguration: {
    input: PutRegistryScanningConfigurationRequest
    output: PutRegistryScanningConfigurationResponse
    errors:
      | 'BlockedByOrganizationPolicyException'
      | 'InvalidParameterException'
      | 'ServerException'
      | 'ValidationException'
  }
  PutReplicationConfiguration: {
    input: PutReplicationConfigurationRequest
    output: PutReplicationConfigurationResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  PutSigningConfiguration: {
    input: PutSigningConfigurationRequest
    output: PutSigningConfigurationResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'ValidationException'
  }
  RegisterPullTimeUpdateExclusion: {
    input: RegisterPullTimeUpdateExclusionRequest
    output: RegisterPullTimeUpdateExclusionResponse
    errors:
      | 'ExclusionAlreadyExistsException'
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'ServerException'
      | 'ValidationException'
  }
  SetRepositoryPolicy: {
    input: SetRepositoryPolicyRequest
    output: SetRepositoryPolicyResponse
    errors: 'InvalidParameterException' | 'RepositoryNotFoundException' | 'ServerException'
  }
  StartImageScan: {
    input: StartImageScanRequest
    output: StartImageScanResponse
    errors:
      | 'ImageArchivedException'
      | 'ImageNotFoundException'
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedImageTypeException'
      | 'ValidationException'
  }
  StartLifecyclePolicyPreview: {
    input: StartLifecyclePolicyPreviewRequest
    output: StartLifecyclePolicyPreviewResponse
    errors:
      | 'InvalidParameterException'
      | 'LifecyclePolicyNotFoundException'
      | 'LifecyclePolicyPreviewInProgressException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  StartReplicationBackfill: {
    input: StartReplicationBackfillRequest
    output: StartReplicationBackfillResponse
    errors:
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'ReplicationBackfillInProgressException'
      | 'ServerException'
      | 'ValidationException'
  }
  StopReplicationBackfill: {
    input: StopReplicationBackfillRequest
    output: StopReplicationBackfillResponse
    errors:
      | 'InvalidParameterException'
      | 'ReplicationBackfillInvalidStatusException'
      | 'ReplicationBackfillNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  TagResource: {
    input: TagResourceRequest
    output: TagResourceResponse
    errors:
      | 'InvalidParameterException'
      | 'InvalidTagParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'TooManyTagsException'
  }
  UntagResource: {
    input: UntagResourceRequest
    output: UntagResourceResponse
    errors:
      | 'InvalidParameterException'
      | 'InvalidTagParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'TooManyTagsException'
  }
  UpdateImageStorageClass: {
    input: UpdateImageStorageClassRequest
    output: UpdateImageStorageClassResponse
    errors:
      | 'ImageNotFoundException'
      | 'ImageStorageClassUpdateNotSupportedException'
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
  UpdatePullThroughCacheRule: {
    input: UpdatePullThroughCacheRuleRequest
    output: UpdatePullThroughCacheRuleResponse
    errors:
      | 'InvalidParameterException'
      | 'PullThroughCacheRuleNotFoundException'
      | 'SecretNotFoundException'
      | 'ServerException'
      | 'UnableToAccessSecretException'
      | 'UnableToDecryptSecretValueException'
      | 'ValidationException'
  }
  UpdateRepositoryCreationTemplate: {
    input: UpdateRepositoryCreationTemplateRequest
    output: UpdateRepositoryCreationTemplateResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'TemplateNotFoundException' | 'ValidationException'
  }
  UploadLayerPart: {
    input: UploadLayerPartRequest
    output: UploadLayerPartResponse
    errors:
      | 'InvalidLayerPartException'
      | 'InvalidParameterException'
      | 'KmsException'
      | 'LimitExceededException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UploadNotFoundException'
  }
  ValidatePullThroughCacheRule: {
    input: ValidatePullThroughCacheRuleRequest
    output: ValidatePullThroughCacheRuleResponse
    errors:
      | 'InvalidParameterException'
      | 'PullThroughCacheRuleNotFoundException'
      | 'ServerException'
      | 'ValidationException'
  }
}

export type EcrErrorCode =
  | 'BlockedByOrganizationPolicyException'
  | 'EmptyUploadException'
  | 'ExclusionAlreadyExistsException'
  | 'ExclusionNotFoundException'
  | 'ImageAlreadyExistsException'
  | 'ImageArchivedException'
  | 'ImageDigestDoesNotMatchException'
  | 'ImageNotFoundException'
  | 'ImageStorageClassUpdateNotSupportedException'
  | 'ImageTagAlreadyExistsException'
  | 'InvalidLayerException'
  | 'InvalidLayerPartException'
  | 'InvalidParameterException'
  | 'InvalidTagParameterException'
  | 'KmsException'
  | 'LayerAlreadyExistsException'
  | 'LayerInaccessibleException'
  | 'LayerPartTooSmallException'
  | 'LayersNotFoundException'
  | 'LifecyclePolicyNotFoundException'
  | 'LifecyclePolicyPreviewInProgressException'
  | 'LifecyclePolicyPreviewNotFoundException'
  | 'LimitExceededException'
  | 'PullThroughCacheRuleAlreadyExistsException'
  | 'PullThroughCacheRuleNotFoundException'
  | 'ReferencedImagesNotFoundException'
  | 'RegistryPolicyNotFoundException'
  | 'ReplicationBackfillInProgressException'
  | 'ReplicationBackfillInvalidStatusException'
  | 'ReplicationBackfillNotFoundException'
  | 'RepositoryAlreadyExistsException'
  | 'RepositoryNotEmptyException'
  | 'RepositoryNotFoundException'
  | 'RepositoryPolicyNotFoundException'
  | 'ScanNotFoundException'
  | 'SecretNotFoundException'
  | 'ServerException'
  | 'SigningConfigurationNotFoundException'
  | 'TemplateAlreadyExistsException'
  | 'TemplateNotFoundException'
  | 'TooManyTagsException'
  | 'UnableToAccessSecretException'
  | 'UnableToDecryptSecretValueException'
  | 'UnableToGetUpstreamImageException'
  | 'UnableToGetUpstreamLayerException'
  | 'UnableToListUpstreamImageReferrersException'
  | 'UnsupportedImageTypeException'
  | 'UnsupportedUpstreamRegistryException'
  | 'UploadNotFoundException'
  | 'ValidationException'

export type ArtifactStatus = 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING'

export type ArtifactStatusFilter = 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY'

export interface Attribute {
  readonly key: string
  readonly value?: string | undefined
}

export interface AuthorizationData {
  readonly authorizationToken?: string | undefined
  readonly expiresAt?: number | undefined
  readonly proxyEndpoint?: string | undefined
}

export interface AwsEcrContainerImageDetails {
  readonly architecture?: string | undefined
  readonly author?: string | undefined
  readonly imageHash?: string | undefined
  readonly imageTags?: readonly string[] | undefined
  readonly platform?: string | undefined
  readonly pushedAt?: number | undefined
  readonly lastInUseAt?: number | undefined
  readonly inUseCount?: number | undefined
  readonly registry?: string | undefined
  readonly repositoryName?: string | undefined
}

export interface BatchCheckLayerAvailabilityRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly layerDigests: readonly string[]
}

export interface BatchCheckLayerAvailabilityResponse {
  readonly layers?: readonly Layer[] | undefined
  readonly failures?: readonly LayerFailure[] | undefined
}

export interface BatchDeleteImageRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageIds: readonly ImageIdentifier[]
}

export interface BatchDeleteImageResponse {
  readonly imageIds?: readonly ImageIdentifier[] | undefined
  readonly failures?: readonly ImageFailure[] | undefined
}

export interface BatchGetImageRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageIds: readonly ImageIdentifier[]
  readonly acceptedMediaTypes?: readonly string[] | undefined
}

export interface BatchGetImageResponse {
  readonly images?: readonly Image[] | undefined
  readonly failures?: readonly ImageFailure[] | undefined
}

export interface BatchGetRepositoryScanningConfigurationRequest {
  readonly repositoryNames: readonly string[]
}

export interface BatchGetRepositoryScanningConfigurationResponse {
  readonly scanningConfigurations?: readonly RepositoryScanningConfiguration[] | undefined
  readonly failures?: readonly RepositoryScanningConfigurationFailure[] | undefined
}

export interface CompleteLayerUploadRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly uploadId: string
  readonly layerDigests: readonly string[]
}

export interface CompleteLayerUploadResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly uploadId?: string | undefined
  readonly layerDigest?: string | undefined
}

export interface CreatePullThroughCacheRuleRequest {
  readonly ecrRepositoryPrefix: string
  readonly upstreamRegistryUrl: string
  readonly registryId?: string | undefined
  readonly upstreamRegistry?: UpstreamRegistry | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
}

export interface CreatePullThroughCacheRuleResponse {
  readonly ecrRepositoryPrefix?: string | undefined
  readonly upstreamRegistryUrl?: string | undefined
  readonly createdAt?: number | undefined
  readonly registryId?: string | undefined
  readonly upstreamRegistry?: UpstreamRegistry | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
}

export interface CreateRepositoryCreationTemplateRequest {
  readonly prefix: string
  readonly description?: string | undefined
  readonly encryptionConfiguration?: EncryptionConfigurationForRepositoryCreationTemplate | undefined
  readonly resourceTags?: readonly Tag[] | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
  readonly repositoryPolicy?: string | undefined
  readonly lifecyclePolicy?: string | undefined
  readonly appliedFor: readonly RCTAppliedFor[]
  readonly customRoleArn?: string | undefined
}

export interface CreateRepositoryCreationTemplateResponse {
  readonly registryId?: string | undefined
  readonly repositoryCreationTemplate?: RepositoryCreationTemplate | undefined
}

export interface CreateRepositoryRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly tags?: readonly Tag[] | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
  readonly imageScanningConfiguration?: ImageScanningConfiguration | undefined
  readonly encryptionConfiguration?: EncryptionConfiguration | undefined
}

export interface CreateRepositoryResponse {
  readonly repository?: Repository | undefined
}

export interface CvssScore {
  readonly baseScore?: number | undefined
  readonly scoringVector?: string | undefined
  readonly source?: string | undefined
  readonly version?: string | undefined
}

export interface CvssScoreAdjustment {
  readonly metric?: string | undefined
  readonly reason?: string | undefined
}

export interface CvssScoreDetails {
  readonly adjustments?: readonly CvssScoreAdjustment[] | undefined
  readonly score?: number | undefined
  readonly scoreSource?: string | undefined
  readonly scoringVector?: string | undefined
  readonly version?: string | undefined
}

export interface DeleteLifecyclePolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface DeleteLifecyclePolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly lifecyclePolicyText?: string | undefined
  readonly lastEvaluatedAt?: number | undefined
}

export interface DeletePullThroughCacheRuleRequest {
  readonly ecrRepositoryPrefix: string
  readonly registryId?: string | undefined
}

export interface DeletePullThroughCacheRuleResponse {
  readonly ecrRepositoryPrefix?: string | undefined
  readonly upstreamRegistryUrl?: string | undefined
  readonly createdAt?: number | undefined
  readonly registryId?: string | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
}

export type DeleteRegistryPolicyRequest = Readonly<Record<string, never>>

export interface DeleteRegistryPolicyResponse {
  readonly registryId?: string | undefined
  readonly policyText?: string | undefined
}

export interface DeleteReplication {
  readonly enabled: boolean
}

export interface DeleteRepositoryCreationTemplateRequest {
  readonly prefix: string
}

export interface DeleteRepositoryCreationTemplateResponse {
  readonly registryId?: string | undefined
  readonly repositoryCreationTemplate?: RepositoryCreationTemplate | undefined
}

export interface DeleteRepositoryPolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface DeleteRepositoryPolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly policyText?: string | undefined
}

export interface DeleteRepositoryRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly force?: boolean | undefined
}

export interface DeleteRepositoryResponse {
  readonly repository?: Repository | undefined
}

export type DeleteSigningConfigurationRequest = Readonly<Record<string, never>>

export interface DeleteSigningConfigurationResponse {
  readonly registryId?: string | undefined
  readonly signingConfiguration?: SigningConfiguration | undefined
}

export interface DeregisterPullTimeUpdateExclusionRequest {
  readonly principalArn: string
}

export interface DeregisterPullTimeUpdateExclusionResponse {
  readonly principalArn?: string | undefined
}

export interface DescribeImageReplicationStatusRequest {
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
  readonly registryId?: string | undefined
}

export interface DescribeImageReplicationStatusResponse {
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly replicationStatuses?: readonly ImageReplicationStatus[] | undefined
}

export interface DescribeImageScanFindingsRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeImageScanFindingsResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly imageScanStatus?: ImageScanStatus | undefined
  readonly imageScanFindings?: ImageScanFindings | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeImageSigningStatusRequest {
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
  readonly registryId?: string | undefined
}

export interface DescribeImageSigningStatusResponse {
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly registryId?: string | undefined
  readonly signingStatuses?: readonly ImageSigningStatus[] | undefined
}

export interface DescribeImagesFilter {
  readonly tagStatus?: TagStatus | undefined
  readonly imageStatus?: ImageStatusFilter | undefined
}

export interface DescribeImagesRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageIds?: readonly ImageIdentifier[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
  readonly filter?: DescribeImagesFilter | undefined
}

export interface DescribeImagesResponse {
  readonly imageDetails?: readonly ImageDetail[] | undefined
  readonly nextToken?: string | undefined
}

export interface DescribePullThroughCacheRulesRequest {
  readonly registryId?: string | undefined
  readonly ecrRepositoryPrefixes?: readonly string[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribePullThroughCacheRulesResponse {
  readonly pullThroughCacheRules?: readonly PullThroughCacheRule[] | undefined
  readonly nextToken?: string | undefined
}

export type DescribeRegistryRequest = Readonly<Record<string, never>>

export interface DescribeRegistryResponse {
  readonly registryId?: string | undefined
  readonly replicationConfiguration?: ReplicationConfiguration | undefined
}

export interface DescribeReplicationBackfillResultsRequest {
  readonly registryId?: string | undefined
  readonly replicationBackfillId: string
  readonly resultStatusFilter?: ReplicationBackfillResultStatus | undefined
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeReplicationBackfillResultsResponse {
  readonly registryId?: string | undefined
  readonly replicationBackfillId?: string | undefined
  readonly destination?: ReplicationDestination | undefined
  readonly status?: ReplicationBackfillStatus | undefined
  readonly failureCode?: string | undefined
  readonly progress?: ReplicationBackfillProgress | undefined
  readonly results?: readonly ReplicationBackfillResult[] | undefined
  readonly startedAt?: number | undefined
  readonly endedAt?: number | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeRepositoriesRequest {
  readonly registryId?: string | undefined
  readonly repositoryNames?: readonly string[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeRepositoriesResponse {
  readonly repositories?: readonly Repository[] | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeRepositoryCreationTemplatesRequest {
  readonly prefixes?: readonly string[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeRepositoryCreationTemplatesResponse {
  readonly registryId?: string | undefined
  readonly repositoryCreationTemplates?: readonly RepositoryCreationTemplate[] | undefined
  readonly nextToken?: string | undefined
}

export interface EncryptionConfiguration {
  readonly encryptionType: EncryptionType
  readonly kmsKey?: string | undefined
}

export interface EncryptionConfigurationForRepositoryCreationTemplate {
  readonly encryptionType: EncryptionType
  readonly kmsKey?: string | undefined
}

export type EncryptionType = 'AES256' | 'KMS' | 'KMS_DSSE'

export interface EnhancedImageScanFinding {
  readonly awsAccountId?: string | undefined
  readonly description?: string | undefined
  readonly findingArn?: string | undefined
  readonly firstObservedAt?: number | undefined
  readonly lastObservedAt?: number | undefined
  readonly packageVulnerabilityDetails?: PackageVulnerabilityDetails | undefined
  readonly remediation?: Remediation | undefined
  readonly resources?: readonly Resource[] | undefined
  readonly score?: number | undefined
  readonly scoreDetails?: ScoreDetails | undefined
  readonly severity?: string | undefined
  readonly status?: string | undefined
  readonly title?: string | undefined
  readonly type?: string | undefined
  readonly updatedAt?: number | undefined
  readonly fixAvailable?: string | undefined
  readonly exploitAvailable?: string | undefined
}

export type FindingSeverity = 'INFORMATIONAL' | 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL' | 'UNDEFINED'

export interface GetAccountSettingRequest {
  readonly name: string
}

export interface GetAccountSettingResponse {
  readonly name?: string | undefined
  readonly value?: string | undefined
}

export interface GetAuthorizationTokenRequest {
  readonly registryIds?: readonly string[] | undefined
}

export interface GetAuthorizationTokenResponse {
  readonly authorizationData?: readonly AuthorizationData[] | undefined
}

export interface GetDownloadUrlForLayerRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly layerDigest: string
}

export interface GetDownloadUrlForLayerResponse {
  readonly downloadUrl?: string | undefined
  readonly layerDigest?: string | undefined
}

export interface GetLifecyclePolicyPreviewRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageIds?: readonly ImageIdentifier[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
  readonly filter?: LifecyclePolicyPreviewFilter | undefined
}

export interface GetLifecyclePolicyPreviewResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly lifecyclePolicyText?: string | undefined
  readonly status?: LifecyclePolicyPreviewStatus | undefined
  readonly nextToken?: string | undefined
  readonly previewResults?: readonly LifecyclePolicyPreviewResult[] | undefined
  readonly summary?: LifecyclePolicyPreviewSummary | undefined
}

export interface GetLifecyclePolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface GetLifecyclePolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly lifecyclePolicyText?: string | undefined
  readonly lastEvaluatedAt?: number | undefined
}

export type GetRegistryPolicyRequest = Readonly<Record<string, never>>

export interface GetRegistryPolicyResponse {
  readonly registryId?: string | undefined
  readonly policyText?: string | undefined
}

export type GetRegistryScanningConfigurationRequest = Readonly<Record<string, never>>

export interface GetRegistryScanningConfigurationResponse {
  readonly registryId?: string | undefined
  readonly scanningConfiguration?: RegistryScanningConfiguration | undefined
}

export interface GetRepositoryPolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface GetRepositoryPolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly policyText?: string | undefined
}

export type GetSigningConfigurationRequest = Readonly<Record<string, never>>

export interface GetSigningConfigurationResponse {
  readonly registryId?: string | undefined
  readonly signingConfiguration?: SigningConfiguration | undefined
}

export interface Image {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly imageManifest?: string | undefined
  readonly imageManifestMediaType?: string | undefined
}

export type ImageActionType = 'EXPIRE' | 'TRANSITION'

export interface ImageDetail {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageDigest?: string | undefined
  readonly imageTags?: readonly string[] | undefined
  readonly imageSizeInBytes?: number | undefined
  readonly imagePushedAt?: number | undefined
  readonly imageScanStatus?: ImageScanStatus | undefined
  readonly imageScanFindingsSummary?: ImageScanFindingsSummary | undefined
  readonly imageManifestMediaType?: string | undefined
  readonly artifactMediaType?: string | undefined
  readonly lastRecordedPullTime?: number | undefined
  readonly subjectManifestDigest?: string | undefined
  readonly imageStatus?: ImageStatus | undefined
  readonly lastArchivedAt?: number | undefined
  readonly lastActivatedAt?: number | undefined
}

export interface ImageFailure {
  readonly imageId?: ImageIdentifier | undefined
  readonly failureCode?: ImageFailureCode | undefined
  readonly failureReason?: string | undefined
}

export type ImageFailureCode =
  | 'InvalidImageDigest'
  | 'InvalidImageTag'
  | 'ImageTagDoesNotMatchDigest'
  | 'ImageNotFound'
  | 'MissingDigestAndTag'
  | 'ImageReferencedByManifestList'
  | 'KmsError'
  | 'UpstreamAccessDenied'
  | 'UpstreamTooManyRequests'
  | 'UpstreamUnavailable'
  | 'ImageInaccessible'

export interface ImageIdentifier {
  readonly imageDigest?: string | undefined
  readonly imageTag?: string | undefined
}

export interface ImageReferrer {
  readonly digest: string
  readonly mediaType: string
  readonly artifactType?: string | undefined
  readonly size: number
  readonly annotations?: Readonly<Record<string, string>> | undefined
  readonly artifactStatus?: ArtifactStatus | undefined
}

export interface ImageReplicationStatus {
  readonly region?: string | undefined
  readonly registryId?: string | undefined
  readonly status?: ReplicationStatus | undefined
  readonly failureCode?: string | undefined
}

export interface ImageScanFinding {
  readonly name?: string | undefined
  readonly description?: string | undefined
  readonly uri?: string | undefined
  readonly severity?: FindingSeverity | undefined
  readonly attributes?: readonly Attribute[] | undefined
}

export interface ImageScanFindings {
  readonly imageScanCompletedAt?: number | undefined
  readonly vulnerabilitySourceUpdatedAt?: number | undefined
  readonly findingSeverityCounts?: Readonly<Partial<Record<FindingSeverity, number>>> | undefined
  readonly findings?: readonly ImageScanFinding[] | undefined
  readonly enhancedFindings?: readonly EnhancedImageScanFinding[] | undefined
}

export interface ImageScanFindingsSummary {
  readonly imageScanCompletedAt?: number | undefined
  readonly vulnerabilitySourceUpdatedAt?: number | undefined
  readonly findingSeverityCounts?: Readonly<Partial<Record<FindingSeverity, number>>> | undefined
}

export interface ImageScanStatus {
  readonly status?: ScanStatus | undefined
  readonly description?: string | undefined
}

export interface ImageScanningConfiguration {
  readonly scanOnPush?: boolean | undefined
}

export interface ImageSigningStatus {
  readonly signingProfileArn?: string | undefined
  readonly failureCode?: string | undefined
  readonly failureReason?: string | undefined
  readonly status?: SigningStatus | undefined
}

export type ImageStatus = 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING'

export type ImageStatusFilter = 'ACTIVE' | 'ARCHIVED' | 'ACTIVATING' | 'ANY'

export type ImageTagMutability = 'MUTABLE' | 'IMMUTABLE' | 'IMMUTABLE_WITH_EXCLUSION' | 'MUTABLE_WITH_EXCLUSION'

export interface ImageTagMutabilityExclusionFilter {
  readonly filterType: ImageTagMutabilityExclusionFilterType
  readonly filter: string
}

export type ImageTagMutabilityExclusionFilterType = 'WILDCARD'

export interface InitiateLayerUploadRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface InitiateLayerUploadResponse {
  readonly uploadId?: string | undefined
  readonly partSize?: number | undefined
}

export interface Layer {
  readonly layerDigest?: string | undefined
  readonly layerAvailability?: LayerAvailability | undefined
  readonly layerSize?: number | undefined
  readonly mediaType?: string | undefined
}

export type LayerAvailability = 'AVAILABLE' | 'UNAVAILABLE' | 'ARCHIVED'

export interface LayerFailure {
  readonly layerDigest?: string | undefined
  readonly failureCode?: LayerFailureCode | undefined
  readonly failureReason?: string | undefined
}

export type LayerFailureCode = 'InvalidLayerDigest' | 'MissingLayerDigest'

export interface LifecyclePolicyPreviewFilter {
  readonly tagStatus?: TagStatus | undefined
}

export interface LifecyclePolicyPreviewResult {
  readonly imageTags?: readonly string[] | undefined
  readonly imageDigest?: string | undefined
  readonly imagePushedAt?: number | undefined
  readonly action?: LifecyclePolicyRuleAction | undefined
  readonly appliedRulePriority?: number | undefined
  readonly storageClass?: LifecyclePolicyStorageClass | undefined
}

export type LifecyclePolicyPreviewStatus = 'IN_PROGRESS' | 'COMPLETE' | 'EXPIRED' | 'FAILED'

export interface LifecyclePolicyPreviewSummary {
  readonly expiringImageTotalCount?: number | undefined
  readonly transitioningImageTotalCounts?: readonly TransitioningImageTotalCount[] | undefined
}

export interface LifecyclePolicyRuleAction {
  readonly type?: ImageActionType | undefined
  readonly targetStorageClass?: LifecyclePolicyTargetStorageClass | undefined
}

export type LifecyclePolicyStorageClass = 'ARCHIVE' | 'STANDARD'

export type LifecyclePolicyTargetStorageClass = 'ARCHIVE'

export interface ListImageReferrersFilter {
  readonly artifactTypes?: readonly string[] | undefined
  readonly artifactStatus?: ArtifactStatusFilter | undefined
}

export interface ListImageReferrersRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly subjectId: SubjectIdentifier
  readonly filter?: ListImageReferrersFilter | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface ListImageReferrersResponse {
  readonly referrers?: readonly ImageReferrer[] | undefined
  readonly nextToken?: string | undefined
}

export interface ListImagesFilter {
  readonly tagStatus?: TagStatus | undefined
  readonly imageStatus?: ImageStatusFilter | undefined
}

export interface ListImagesRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
  readonly filter?: ListImagesFilter | undefined
}

export interface ListImagesResponse {
  readonly imageIds?: readonly ImageIdentifier[] | undefined
  readonly nextToken?: string | undefined
}

export interface ListPullTimeUpdateExclusionsRequest {
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
}

export interface ListPullTimeUpdateExclusionsResponse {
  readonly pullTimeUpdateExclusions?: readonly string[] | undefined
  readonly nextToken?: string | undefined
}

export interface ListReplicationBackfillsRequest {
  readonly registryId?: string | undefined
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
}

export interface ListReplicationBackfillsResponse {
  readonly registryId?: string | undefined
  readonly backfills?: readonly ReplicationBackfillSummary[] | undefined
  readonly nextToken?: string | undefined
}

export interface ListTagsForResourceRequest {
  readonly resourceArn: string
}

export interface ListTagsForResourceResponse {
  readonly tags?: readonly Tag[] | undefined
}

export interface PackageVulnerabilityDetails {
  readonly cvss?: readonly CvssScore[] | undefined
  readonly referenceUrls?: readonly string[] | undefined
  readonly relatedVulnerabilities?: readonly string[] | undefined
  readonly source?: string | undefined
  readonly sourceUrl?: string | undefined
  readonly vendorCreatedAt?: number | undefined
  readonly vendorSeverity?: string | undefined
  readonly vendorUpdatedAt?: number | undefined
  readonly vulnerabilityId?: string | undefined
  readonly vulnerablePackages?: readonly VulnerablePackage[] | undefined
}

export interface PullThroughCacheRule {
  readonly ecrRepositoryPrefix?: string | undefined
  readonly upstreamRegistryUrl?: string | undefined
  readonly createdAt?: number | undefined
  readonly registryId?: string | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
  readonly upstreamRegistry?: UpstreamRegistry | undefined
  readonly updatedAt?: number | undefined
}

export interface PutAccountSettingRequest {
  readonly name: string
  readonly value: string
}

export interface PutAccountSettingResponse {
  readonly name?: string | undefined
  readonly value?: string | undefined
}

export interface PutImageRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageManifest: string
  readonly imageManifestMediaType?: string | undefined
  readonly imageTag?: string | undefined
  readonly imageDigest?: string | undefined
}

export interface PutImageResponse {
  readonly image?: Image | undefined
}

export interface PutImageScanningConfigurationRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageScanningConfiguration: ImageScanningConfiguration
}

export interface PutImageScanningConfigurationResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageScanningConfiguration?: ImageScanningConfiguration | undefined
}

export interface PutImageTagMutabilityRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageTagMutability: ImageTagMutability
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
}

export interface PutImageTagMutabilityResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
}

export interface PutLifecyclePolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly lifecyclePolicyText: string
}

export interface PutLifecyclePolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly lifecyclePolicyText?: string | undefined
}

export interface PutRegistryPolicyRequest {
  readonly policyText: string
}

export interface PutRegistryPolicyResponse {
  readonly registryId?: string | undefined
  readonly policyText?: string | undefined
}

export interface PutRegistryScanningConfigurationRequest {
  readonly scanType?: ScanType | undefined
  readonly rules?: readonly RegistryScanningRule[] | undefined
}

export interface PutRegistryScanningConfigurationResponse {
  readonly registryScanningConfiguration?: RegistryScanningConfiguration | undefined
}

export interface PutReplicationConfigurationRequest {
  readonly replicationConfiguration: ReplicationConfiguration
}

export interface PutReplicationConfigurationResponse {
  readonly replicationConfiguration?: ReplicationConfiguration | undefined
}

export interface PutSigningConfigurationRequest {
  readonly signingConfiguration: SigningConfiguration
}

export interface PutSigningConfigurationResponse {
  readonly signingConfiguration?: SigningConfiguration | undefined
}

export type RCTAppliedFor = 'REPLICATION' | 'PULL_THROUGH_CACHE' | 'CREATE_ON_PUSH'

export interface Recommendation {
  readonly url?: string | undefined
  readonly text?: string | undefined
}

export interface RegisterPullTimeUpdateExclusionRequest {
  readonly principalArn: string
}

export interface RegisterPullTimeUpdateExclusionResponse {
  readonly principalArn?: string | undefined
  readonly createdAt?: number | undefined
}

export interface RegistryScanningConfiguration {
  readonly scanType?: ScanType | undefined
  readonly rules?: readonly RegistryScanningRule[] | undefined
}

export interface RegistryScanningRule {
  readonly scanFrequency: ScanFrequency
  readonly repositoryFilters: readonly ScanningRepositoryFilter[]
}

export interface Remediation {
  readonly recommendation?: Recommendation | undefined
}

export interface ReplicationBackfillProgress {
  readonly totalReplicationCount: number
  readonly completedReplicationCount: number
  readonly failedReplicationCount: number
  readonly failureCodes: readonly string[]
}

export interface ReplicationBackfillResult {
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
  readonly status: ReplicationBackfillResultStatus
  readonly failureCode?: string | undefined
  readonly subImageFailureCodes?: readonly string[] | undefined
}

export type ReplicationBackfillResultStatus = 'COMPLETE' | 'FAILED'

export type ReplicationBackfillStatus = 'PREPARING' | 'IN_PROGRESS' | 'COMPLETE' | 'FAILED' | 'STOPPING' | 'STOPPED'

export interface ReplicationBackfillSummary {
  readonly replicationBackfillId: string
  readonly destination: ReplicationDestination
  readonly status: ReplicationBackfillStatus
  readonly failureCode?: string | undefined
  readonly progress?: ReplicationBackfillProgress | undefined
  readonly startedAt: number
  readonly endedAt?: number | undefined
}

export interface ReplicationConfiguration {
  readonly rules: readonly ReplicationRule[]
}

export interface ReplicationDestination {
  readonly region: string
  readonly registryId: string
}

export interface ReplicationRule {
  readonly destinations: readonly ReplicationDestination[]
  readonly repositoryFilters?: readonly RepositoryFilter[] | undefined
  readonly deleteReplication?: DeleteReplication | undefined
}

export type ReplicationStatus = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED'

export interface Repository {
  readonly repositoryArn?: string | undefined
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly repositoryUri?: string | undefined
  readonly createdAt?: number | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
  readonly imageScanningConfiguration?: ImageScanningConfiguration | undefined
  readonly encryptionConfiguration?: EncryptionConfiguration | undefined
}

export interface RepositoryCreationTemplate {
  readonly prefix?: string | undefined
  readonly description?: string | undefined
  readonly encryptionConfiguration?: EncryptionConfigurationForRepositoryCreationTemplate | undefined
  readonly resourceTags?: readonly Tag[] | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
  readonly repositoryPolicy?: string | undefined
  readonly lifecyclePolicy?: string | undefined
  readonly appliedFor?: readonly RCTAppliedFor[] | undefined
  readonly customRoleArn?: string | undefined
  readonly createdAt?: number | undefined
  readonly updatedAt?: number | undefined
}

export interface RepositoryFilter {
  readonly filter: string
  readonly filterType: RepositoryFilterType
}

export type RepositoryFilterType = 'PREFIX_MATCH'

export interface RepositoryScanningConfiguration {
  readonly repositoryArn?: string | undefined
  readonly repositoryName?: string | undefined
  readonly scanOnPush?: boolean | undefined
  readonly scanFrequency?: ScanFrequency | undefined
  readonly appliedScanFilters?: readonly ScanningRepositoryFilter[] | undefined
}

export interface RepositoryScanningConfigurationFailure {
  readonly repositoryName?: string | undefined
  readonly failureCode?: ScanningConfigurationFailureCode | undefined
  readonly failureReason?: string | undefined
}

export interface Resource {
  readonly details?: ResourceDetails | undefined
  readonly id?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
  readonly type?: string | undefined
}

export interface ResourceDetails {
  readonly awsEcrContainerImage?: AwsEcrContainerImageDetails | undefined
}

export type ScanFrequency = 'SCAN_ON_PUSH' | 'CONTINUOUS_SCAN' | 'MANUAL'

export type ScanStatus =
  | 'IN_PROGRESS'
  | 'COMPLETE'
  | 'FAILED'
  | 'UNSUPPORTED_IMAGE'
  | 'ACTIVE'
  | 'PENDING'
  | 'SCAN_ELIGIBILITY_EXPIRED'
  | 'FINDINGS_UNAVAILABLE'
  | 'LIMIT_EXCEEDED'
  | 'IMAGE_ARCHIVED'
  | 'IMAGE_SIZE_EXCEEDED'

export type ScanType = 'BASIC' | 'ENHANCED'

export type ScanningConfigurationFailureCode = 'REPOSITORY_NOT_FOUND'

export interface ScanningRepositoryFilter {
  readonly filter: string
  readonly filterType: ScanningRepositoryFilterType
}

export type ScanningRepositoryFilterType = 'WILDCARD'

export interface ScoreDetails {
  readonly cvss?: CvssScoreDetails | undefined
}

export interface SetRepositoryPolicyRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly policyText: string
  readonly force?: boolean | undefined
}

export interface SetRepositoryPolicyResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly policyText?: string | undefined
}

export interface SigningConfiguration {
  readonly rules: readonly SigningRule[]
}

export interface SigningRepositoryFilter {
  readonly filter: string
  readonly filterType: SigningRepositoryFilterType
}

export type SigningRepositoryFilterType = 'WILDCARD_MATCH'

export interface SigningRule {
  readonly signingProfileArn: string
  readonly repositoryFilters?: readonly SigningRepositoryFilter[] | undefined
}

export type SigningStatus = 'IN_PROGRESS' | 'COMPLETE' | 'FAILED'

export interface StartImageScanRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
}

export interface StartImageScanResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly imageScanStatus?: ImageScanStatus | undefined
}

export interface StartLifecyclePolicyPreviewRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly lifecyclePolicyText?: string | undefined
}

export interface StartLifecyclePolicyPreviewResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly lifecyclePolicyText?: string | undefined
  readonly status?: LifecyclePolicyPreviewStatus | undefined
}

export interface StartReplicationBackfillRequest {
  readonly registryId?: string | undefined
  readonly destination: ReplicationDestination
}

export interface StartReplicationBackfillResponse {
  readonly replicationBackfillId?: string | undefined
  readonly registryId?: string | undefined
  readonly destination?: ReplicationDestination | undefined
  readonly status?: ReplicationBackfillStatus | undefined
  readonly startedAt?: number | undefined
}

export interface StopReplicationBackfillRequest {
  readonly registryId?: string | undefined
  readonly replicationBackfillId: string
}

export interface StopReplicationBackfillResponse {
  readonly registryId?: string | undefined
  readonly replicationBackfillId?: string | undefined
  readonly destination?: ReplicationDestination | undefined
  readonly status?: ReplicationBackfillStatus | undefined
  readonly startedAt?: number | undefined
}

export interface SubjectIdentifier {
  readonly imageDigest: string
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface TagResourceRequest {
  readonly resourceArn: string
  readonly tags: readonly Tag[]
}

export type TagResourceResponse = Readonly<Record<string, never>>

export type TagStatus = 'TAGGED' | 'UNTAGGED' | 'ANY'

export type TargetStorageClass = 'STANDARD' | 'ARCHIVE'

export interface TransitioningImageTotalCount {
  readonly targetStorageClass?: LifecyclePolicyTargetStorageClass | undefined
  readonly imageTotalCount?: number | undefined
}

export interface UntagResourceRequest {
  readonly resourceArn: string
  readonly tagKeys: readonly string[]
}

export type UntagResourceResponse = Readonly<Record<string, never>>

export interface UpdateImageStorageClassRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageId: ImageIdentifier
  readonly targetStorageClass: TargetStorageClass
}

export interface UpdateImageStorageClassResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly imageStatus?: ImageStatus | undefined
}

export interface UpdatePullThroughCacheRuleRequest {
  readonly registryId?: string | undefined
  readonly ecrRepositoryPrefix: string
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
}

export interface UpdatePullThroughCacheRuleResponse {
  readonly ecrRepositoryPrefix?: string | undefined
  readonly registryId?: string | undefined
  readonly updatedAt?: number | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
}

export interface UpdateRepositoryCreationTemplateRequest {
  readonly prefix: string
  readonly description?: string | undefined
  readonly encryptionConfiguration?: EncryptionConfigurationForRepositoryCreationTemplate | undefined
  readonly resourceTags?: readonly Tag[] | undefined
  readonly imageTagMutability?: ImageTagMutability | undefined
  readonly imageTagMutabilityExclusionFilters?: readonly ImageTagMutabilityExclusionFilter[] | undefined
  readonly repositoryPolicy?: string | undefined
  readonly lifecyclePolicy?: string | undefined
  readonly appliedFor?: readonly RCTAppliedFor[] | undefined
  readonly customRoleArn?: string | undefined
}

export interface UpdateRepositoryCreationTemplateResponse {
  readonly registryId?: string | undefined
  readonly repositoryCreationTemplate?: RepositoryCreationTemplate | undefined
}

export interface UploadLayerPartRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly uploadId: string
  readonly partFirstByte: number
  readonly partLastByte: number
  readonly layerPartBlob: Uint8Array
}

export interface UploadLayerPartResponse {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly uploadId?: string | undefined
  readonly lastByteReceived?: number | undefined
}

export type UpstreamRegistry =
  | 'ecr'
  | 'ecr-public'
  | 'quay'
  | 'k8s'
  | 'docker-hub'
  | 'github-container-registry'
  | 'azure-container-registry'
  | 'gitlab-container-registry'
  | 'chainguard'

export interface ValidatePullThroughCacheRuleRequest {
  readonly ecrRepositoryPrefix: string
  readonly registryId?: string | undefined
}

export interface ValidatePullThroughCacheRuleResponse {
  readonly ecrRepositoryPrefix?: string | undefined
  readonly registryId?: string | undefined
  readonly upstreamRegistryUrl?: string | undefined
  readonly credentialArn?: string | undefined
  readonly customRoleArn?: string | undefined
  readonly upstreamRepositoryPrefix?: string | undefined
  readonly isValid?: boolean | undefined
  readonly failure?: string | undefined
}

export interface VulnerablePackage {
  readonly arch?: string | undefined
  readonly epoch?: number | undefined
  readonly filePath?: string | undefined
  readonly name?: string | undefined
  readonly packageManager?: string | undefined
  readonly release?: string | undefined
  readonly sourceLayerHash?: string | undefined
  readonly version?: string | undefined
  readonly fixedInVersion?: string | undefined
}
