// Amazon Elastic Container Registry Public, 2020-10-30. Written by scripts/generate-model.ts from model/ecr-public.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface EcrPublicOperations {
  BatchCheckLayerAvailability: {
    input: BatchCheckLayerAvailabilityRequest
    output: BatchCheckLayerAvailabilityResponse
    errors:
      | 'InvalidParameterException'
      | 'RegistryNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  BatchDeleteImage: {
    input: BatchDeleteImageRequest
    output: BatchDeleteImageResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  CompleteLayerUpload: {
    input: CompleteLayerUploadRequest
    output: CompleteLayerUploadResponse
    errors:
      | 'EmptyUploadException'
      | 'InvalidLayerException'
      | 'InvalidParameterException'
      | 'LayerAlreadyExistsException'
      | 'LayerPartTooSmallException'
      | 'RegistryNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
      | 'UploadNotFoundException'
  }
  CreateRepository: {
    input: CreateRepositoryRequest
    output: CreateRepositoryResponse
    errors:
      | 'InvalidParameterException'
      | 'InvalidTagParameterException'
      | 'LimitExceededException'
      | 'RepositoryAlreadyExistsException'
      | 'ServerException'
      | 'TooManyTagsException'
      | 'UnsupportedCommandException'
  }
  DeleteRepository: {
    input: DeleteRepositoryRequest
    output: DeleteRepositoryResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotEmptyException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  DeleteRepositoryPolicy: {
    input: DeleteRepositoryPolicyRequest
    output: DeleteRepositoryPolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'RepositoryPolicyNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  DescribeImageTags: {
    input: DescribeImageTagsRequest
    output: DescribeImageTagsResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  DescribeImages: {
    input: DescribeImagesRequest
    output: DescribeImagesResponse
    errors:
      | 'ImageNotFoundException'
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  DescribeRegistries: {
    input: DescribeRegistriesRequest
    output: DescribeRegistriesResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'UnsupportedCommandException'
  }
  DescribeRepositories: {
    input: DescribeRepositoriesRequest
    output: DescribeRepositoriesResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  GetAuthorizationToken: {
    input: GetAuthorizationTokenRequest
    output: GetAuthorizationTokenResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'UnsupportedCommandException'
  }
  GetRegistryCatalogData: {
    input: GetRegistryCatalogDataRequest
    output: GetRegistryCatalogDataResponse
    errors: 'ServerException' | 'UnsupportedCommandException'
  }
  GetRepositoryCatalogData: {
    input: GetRepositoryCatalogDataRequest
    output: GetRepositoryCatalogDataResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryCatalogDataNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  GetRepositoryPolicy: {
    input: GetRepositoryPolicyRequest
    output: GetRepositoryPolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'RepositoryPolicyNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  InitiateLayerUpload: {
    input: InitiateLayerUploadRequest
    output: InitiateLayerUploadResponse
    errors:
      | 'InvalidParameterException'
      | 'RegistryNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  ListTagsForResource: {
    input: ListTagsForResourceRequest
    output: ListTagsForResourceResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  PutImage: {
    input: PutImageRequest
    output: PutImageResponse
    errors:
      | 'ImageAlreadyExistsException'
      | 'ImageDigestDoesNotMatchException'
      | 'ImageTagAlreadyExistsException'
      | 'InvalidParameterException'
      | 'LayersNotFoundException'
      | 'LimitExceededException'
      | 'ReferencedImagesNotFoundException'
      | 'RegistryNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  PutRegistryCatalogData: {
    input: PutRegistryCatalogDataRequest
    output: PutRegistryCatalogDataResponse
    errors: 'InvalidParameterException' | 'ServerException' | 'UnsupportedCommandException'
  }
  PutRepositoryCatalogData: {
    input: PutRepositoryCatalogDataRequest
    output: PutRepositoryCatalogDataResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
  }
  SetRepositoryPolicy: {
    input: SetRepositoryPolicyRequest
    output: SetRepositoryPolicyResponse
    errors:
      | 'InvalidParameterException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
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
      | 'UnsupportedCommandException'
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
      | 'UnsupportedCommandException'
  }
  UploadLayerPart: {
    input: UploadLayerPartRequest
    output: UploadLayerPartResponse
    errors:
      | 'InvalidLayerPartException'
      | 'InvalidParameterException'
      | 'LimitExceededException'
      | 'RegistryNotFoundException'
      | 'RepositoryNotFoundException'
      | 'ServerException'
      | 'UnsupportedCommandException'
      | 'UploadNotFoundException'
  }
}

export type EcrPublicErrorCode =
  | 'EmptyUploadException'
  | 'ImageAlreadyExistsException'
  | 'ImageDigestDoesNotMatchException'
  | 'ImageNotFoundException'
  | 'ImageTagAlreadyExistsException'
  | 'InvalidLayerException'
  | 'InvalidLayerPartException'
  | 'InvalidParameterException'
  | 'InvalidTagParameterException'
  | 'LayerAlreadyExistsException'
  | 'LayerPartTooSmallException'
  | 'LayersNotFoundException'
  | 'LimitExceededException'
  | 'ReferencedImagesNotFoundException'
  | 'RegistryNotFoundException'
  | 'RepositoryAlreadyExistsException'
  | 'RepositoryCatalogDataNotFoundException'
  | 'RepositoryNotEmptyException'
  | 'RepositoryNotFoundException'
  | 'RepositoryPolicyNotFoundException'
  | 'ServerException'
  | 'TooManyTagsException'
  | 'UnsupportedCommandException'
  | 'UploadNotFoundException'

export interface AuthorizationData {
  readonly authorizationToken?: string | undefined
  readonly expiresAt?: number | undefined
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

export interface CreateRepositoryRequest {
  readonly repositoryName: string
  readonly catalogData?: RepositoryCatalogDataInput | undefined
  readonly tags?: readonly Tag[] | undefined
}

export interface CreateRepositoryResponse {
  readonly repository?: Repository | undefined
  readonly catalogData?: RepositoryCatalogData | undefined
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

export interface DescribeImageTagsRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeImageTagsResponse {
  readonly imageTagDetails?: readonly ImageTagDetail[] | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeImagesRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly imageIds?: readonly ImageIdentifier[] | undefined
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeImagesResponse {
  readonly imageDetails?: readonly ImageDetail[] | undefined
  readonly nextToken?: string | undefined
}

export interface DescribeRegistriesRequest {
  readonly nextToken?: string | undefined
  readonly maxResults?: number | undefined
}

export interface DescribeRegistriesResponse {
  readonly registries: readonly Registry[]
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

export type GetAuthorizationTokenRequest = Readonly<Record<string, never>>

export interface GetAuthorizationTokenResponse {
  readonly authorizationData?: AuthorizationData | undefined
}

export type GetRegistryCatalogDataRequest = Readonly<Record<string, never>>

export interface GetRegistryCatalogDataResponse {
  readonly registryCatalogData: RegistryCatalogData
}

export interface GetRepositoryCatalogDataRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
}

export interface GetRepositoryCatalogDataResponse {
  readonly catalogData?: RepositoryCatalogData | undefined
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

export interface Image {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageId?: ImageIdentifier | undefined
  readonly imageManifest?: string | undefined
  readonly imageManifestMediaType?: string | undefined
}

export interface ImageDetail {
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly imageDigest?: string | undefined
  readonly imageTags?: readonly string[] | undefined
  readonly imageSizeInBytes?: number | undefined
  readonly imagePushedAt?: number | undefined
  readonly imageManifestMediaType?: string | undefined
  readonly artifactMediaType?: string | undefined
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

export interface ImageIdentifier {
  readonly imageDigest?: string | undefined
  readonly imageTag?: string | undefined
}

export interface ImageTagDetail {
  readonly imageTag?: string | undefined
  readonly createdAt?: number | undefined
  readonly imageDetail?: ReferencedImageDetail | undefined
}

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

export type LayerAvailability = 'AVAILABLE' | 'UNAVAILABLE'

export interface LayerFailure {
  readonly layerDigest?: string | undefined
  readonly failureCode?: LayerFailureCode | undefined
  readonly failureReason?: string | undefined
}

export type LayerFailureCode = 'InvalidLayerDigest' | 'MissingLayerDigest'

export interface ListTagsForResourceRequest {
  readonly resourceArn: string
}

export interface ListTagsForResourceResponse {
  readonly tags?: readonly Tag[] | undefined
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

export interface PutRegistryCatalogDataRequest {
  readonly displayName?: string | undefined
}

export interface PutRegistryCatalogDataResponse {
  readonly registryCatalogData: RegistryCatalogData
}

export interface PutRepositoryCatalogDataRequest {
  readonly registryId?: string | undefined
  readonly repositoryName: string
  readonly catalogData: RepositoryCatalogDataInput
}

export interface PutRepositoryCatalogDataResponse {
  readonly catalogData?: RepositoryCatalogData | undefined
}

export interface ReferencedImageDetail {
  readonly imageDigest?: string | undefined
  readonly imageSizeInBytes?: number | undefined
  readonly imagePushedAt?: number | undefined
  readonly imageManifestMediaType?: string | undefined
  readonly artifactMediaType?: string | undefined
}

export interface Registry {
  readonly registryId: string
  readonly registryArn: string
  readonly registryUri: string
  readonly verified: boolean
  readonly aliases: readonly RegistryAlias[]
}

export interface RegistryAlias {
  readonly name: string
  readonly status: RegistryAliasStatus
  readonly primaryRegistryAlias: boolean
  readonly defaultRegistryAlias: boolean
}

export type RegistryAliasStatus = 'ACTIVE' | 'PENDING' | 'REJECTED'

export interface RegistryCatalogData {
  readonly displayName?: string | undefined
}

export interface Repository {
  readonly repositoryArn?: string | undefined
  readonly registryId?: string | undefined
  readonly repositoryName?: string | undefined
  readonly repositoryUri?: string | undefined
  readonly createdAt?: number | undefined
}

export interface RepositoryCatalogData {
  readonly description?: string | undefined
  readonly architectures?: readonly string[] | undefined
  readonly operatingSystems?: readonly string[] | undefined
  readonly logoUrl?: string | undefined
  readonly aboutText?: string | undefined
  readonly usageText?: string | undefined
  readonly marketplaceCertified?: boolean | undefined
}

export interface RepositoryCatalogDataInput {
  readonly description?: string | undefined
  readonly architectures?: readonly string[] | undefined
  readonly operatingSystems?: readonly string[] | undefined
  readonly logoImageBlob?: Uint8Array | undefined
  readonly aboutText?: string | undefined
  readonly usageText?: string | undefined
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

export interface Tag {
  readonly Key?: string | undefined
  readonly Value?: string | undefined
}

export interface TagResourceRequest {
  readonly resourceArn: string
  readonly tags: readonly Tag[]
}

export type TagResourceResponse = Readonly<Record<string, never>>

export interface UntagResourceRequest {
  readonly resourceArn: string
  readonly tagKeys: readonly string[]
}

export type UntagResourceResponse = Readonly<Record<string, never>>

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
