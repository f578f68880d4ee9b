// AWS Resource Groups Tagging API, 2017-01-26. Written by scripts/generate-model.ts from model/resourcegroupstaggingapi.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface ResourceGroupsTaggingApiOperations {
  GetResources: {
    input: GetResourcesInput
    output: GetResourcesOutput
    errors:
      | 'InternalServiceException'
      | 'InvalidParameterException'
      | 'PaginationTokenExpiredException'
      | 'ThrottledException'
  }
  GetTagKeys: {
    input: GetTagKeysInput
    output: GetTagKeysOutput
    errors:
      | 'InternalServiceException'
      | 'InvalidParameterException'
      | 'PaginationTokenExpiredException'
      | 'ThrottledException'
  }
  GetTagValues: {
    input: GetTagValuesInput
    output: GetTagValuesOutput
    errors:
      | 'InternalServiceException'
      | 'InvalidParameterException'
      | 'PaginationTokenExpiredException'
      | 'ThrottledException'
  }
  TagResources: {
    input: TagResourcesInput
    output: TagResourcesOutput
    errors: 'InternalServiceException' | 'InvalidParameterException' | 'ThrottledException'
  }
  UntagResources: {
    input: UntagResourcesInput
    output: UntagResourcesOutput
    errors: 'InternalServiceException' | 'InvalidParameterException' | 'ThrottledException'
  }
}

export type ResourceGroupsTaggingApiErrorCode =
  | 'InternalServiceException'
  | 'InvalidParameterException'
  | 'PaginationTokenExpiredException'
  | 'ThrottledException'

export interface ComplianceDetails {
  readonly NoncompliantKeys?: readonly string[] | undefined
  readonly KeysWithNoncompliantValues?: readonly string[] | undefined
  readonly MissingTagKeys?: readonly string[] | undefined
  readonly ComplianceStatus?: boolean | undefined
}

export type ErrorCode = 'InternalServiceException' | 'InvalidParameterException'

export interface FailureInfo {
  readonly StatusCode?: number | undefined
  readonly ErrorCode?: ErrorCode | undefined
  readonly ErrorMessage?: string | undefined
}

export interface GetResourcesInput {
  readonly PaginationToken?: string | undefined
  readonly TagFilters?: readonly TagFilter[] | undefined
  readonly ResourcesPerPage?: number | undefined
  readonly TagsPerPage?: number | undefined
  readonly ResourceTypeFilters?: readonly string[] | undefined
  readonly IncludeComplianceDetails?: boolean | undefined
  readonly ExcludeCompliantResources?: boolean | undefined
  readonly ResourceARNList?: readonly string[] | undefined
}

export interface GetResourcesOutput {
  readonly PaginationToken?: string | undefined
  readonly ResourceTagMappingList?: readonly ResourceTagMapping[] | undefined
}

export interface GetTagKeysInput {
  readonly PaginationToken?: string | undefined
}

export interface GetTagKeysOutput {
  readonly PaginationToken?: string | undefined
  readonly TagKeys?: readonly string[] | undefined
}

export interface GetTagValuesInput {
  readonly PaginationToken?: string | undefined
  readonly Key: string
}

export interface GetTagValuesOutput {
  readonly PaginationToken?: string | undefined
  readonly TagValues?: readonly string[] | undefined
}

export interface ResourceTagMapping {
  readonly ResourceARN?: string | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly ComplianceDetails?: ComplianceDetails | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface TagFilter {
  readonly Key?: string | undefined
  readonly Values?: readonly string[] | undefined
}

export interface TagResourcesInput {
  readonly ResourceARNList: readonly string[]
  readonly Tags: Readonly<Record<string, string>>
}

export interface TagResourcesOutput {
  readonly FailedResourcesMap?: Readonly<Record<string, FailureInfo>> | undefined
}

export interface UntagResourcesInput {
  readonly ResourceARNList: readonly string[]
  readonly TagKeys: readonly string[]
}

export interface UntagResourcesOutput {
  readonly FailedResourcesMap?: Readonly<Record<string, FailureInfo>> | undefined
}
