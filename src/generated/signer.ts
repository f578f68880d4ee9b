// AWS Signer, 2017-08-25. Written by scripts/generate-model.ts from model/signer.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface SignerOperations {
  CancelSigningProfile: {
    input: CancelSigningProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
  }
  GetRevocationStatus: {
    input: GetRevocationStatusRequest
    output: GetRevocationStatusResponse
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'TooManyRequestsException'
      | 'ValidationException'
  }
  GetSigningProfile: {
    input: GetSigningProfileRequest
    output: GetSigningProfileResponse
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
  }
  ListSigningProfiles: {
    input: ListSigningProfilesRequest
    output: ListSigningProfilesResponse
    errors: 'AccessDeniedException' | 'InternalServiceErrorException' | 'TooManyRequestsException'
  }
  ListTagsForResource: {
    input: ListTagsForResourceRequest
    output: ListTagsForResourceResponse
    errors: 'BadRequestException' | 'InternalServiceErrorException' | 'NotFoundException' | 'TooManyRequestsException'
  }
  PutSigningProfile: {
    input: PutSigningProfileRequest
    output: PutSigningProfileResponse
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
      | 'ValidationException'
  }
  RevokeSignature: {
    input: RevokeSignatureRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
      | 'ValidationException'
  }
  RevokeSigningProfile: {
    input: RevokeSigningProfileRequest
    output: Readonly<Record<string, never>>
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
      | 'ValidationException'
  }
  SignPayload: {
    input: SignPayloadRequest
    output: SignPayloadResponse
    errors:
      | 'AccessDeniedException'
      | 'InternalServiceErrorException'
      | 'ResourceNotFoundException'
      | 'TooManyRequestsException'
      | 'ValidationException'
  }
  TagResource: {
    input: TagResourceRequest
    output: TagResourceResponse
    errors: 'BadRequestException' | 'InternalServiceErrorException' | 'NotFoundException' | 'TooManyRequestsException'
  }
  UntagResource: {
    input: UntagResourceRequest
    output: UntagResourceResponse
    errors: 'BadRequestException' | 'InternalServiceErrorException' | 'NotFoundException' | 'TooManyRequestsException'
  }
}

export type SignerErrorCode =
  | 'AccessDeniedException'
  | 'BadRequestException'
  | 'InternalServiceErrorException'
  | 'NotFoundException'
  | 'ResourceNotFoundException'
  | 'TooManyRequestsException'
  | 'ValidationException'

export interface CancelSigningProfileRequest {
  readonly profileName: string
}

export type EncryptionAlgorithm = 'RSA' | 'ECDSA'

export interface GetRevocationStatusRequest {
  readonly signatureTimestamp: number
  readonly platformId: string
  readonly profileVersionArn: string
  readonly jobArn: string
  readonly certificateHashes: readonly string[]
}

export interface GetRevocationStatusResponse {
  readonly revokedEntities?: readonly string[] | undefined
}

export interface GetSigningProfileRequest {
  readonly profileName: string
  readonly profileOwner?: string | undefined
}

export interface GetSigningProfileResponse {
  readonly profileName?: string | undefined
  readonly profileVersion?: string | undefined
  readonly profileVersionArn?: string | undefined
  readonly revocationRecord?: SigningProfileRevocationRecord | undefined
  readonly signingMaterial?: SigningMaterial | undefined
  readonly platformId?: string | undefined
  readonly platformDisplayName?: string | undefined
  readonly signatureValidityPeriod?: SignatureValidityPeriod | undefined
  readonly overrides?: SigningPlatformOverrides | undefined
  readonly signingParameters?: Readonly<Record<string, string>> | undefined
  readonly status?: SigningProfileStatus | undefined
  readonly statusReason?: string | undefined
  readonly arn?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export type HashAlgorithm = 'SHA1' | 'SHA256'

export type ImageFormat = 'JSON' | 'JSONEmbedded' | 'JSONDetached'

export interface ListSigningProfilesRequest {
  readonly includeCanceled?: boolean | undefined
  readonly maxResults?: number | undefined
  readonly nextToken?: string | undefined
  readonly platformId?: string | undefined
  readonly statuses?: readonly SigningProfileStatus[] | undefined
}

export interface ListSigningProfilesResponse {
  readonly profiles?: readonly SigningProfile[] | undefined
  readonly nextToken?: string | undefined
}

export interface ListTagsForResourceRequest {
  readonly resourceArn: string
}

export interface ListTagsForResourceResponse {
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export interface PutSigningProfileRequest {
  readonly profileName: string
  readonly signingMaterial?: SigningMaterial | undefined
  readonly signatureValidityPeriod?: SignatureValidityPeriod | undefined
  readonly platformId: string
  readonly overrides?: SigningPlatformOverrides | undefined
  readonly signingParameters?: Readonly<Record<string, string>> | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export interface PutSigningProfileResponse {
  readonly arn?: string | undefined
  readonly profileVersion?: string | undefined
  readonly profileVersionArn?: string | undefined
}

export interface RevokeSignatureRequest {
  readonly jobId: string
  readonly jobOwner?: string | undefined
  readonly reason: string
}

export interface RevokeSigningProfileRequest {
  readonly profileName: string
  readonly profileVersion: string
  readonly reason: string
  readonly effectiveTime: number
}

export interface SignPayloadRequest {
  readonly profileName: string
  readonly profileOwner?: string | undefined
  readonly payload: Uint8Array
  readonly payloadFormat: string
}

export interface SignPayloadResponse {
  readonly jobId?: string | undefined
  readonly jobOwner?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly signature?: Uint8Array | undefined
}

export interface SignatureValidityPeriod {
  readonly value?: number | undefined
  readonly type?: ValidityType | undefined
}

export interface SigningConfigurationOverrides {
  readonly encryptionAlgorithm?: EncryptionAlgorithm | undefined
  readonly hashAlgorithm?: HashAlgorithm | undefined
}

export interface SigningMaterial {
  readonly certificateArn: string
}

export interface SigningPlatformOverrides {
  readonly signingConfiguration?: SigningConfigurationOverrides | undefined
  readonly signingImageFormat?: ImageFormat | undefined
}

export interface SigningProfile {
  readonly profileName?: string | undefined
  readonly profileVersion?: string | undefined
  readonly profileVersionArn?: string | undefined
  readonly signingMaterial?: SigningMaterial | undefined
  readonly signatureValidityPeriod?: SignatureValidityPeriod | undefined
  readonly platformId?: string | undefined
  readonly platformDisplayName?: string | undefined
  readonly signingParameters?: Readonly<Record<string, string>> | undefined
  readonly status?: SigningProfileStatus | undefined
  readonly arn?: string | undefined
  readonly tags?: Readonly<Record<string, string>> | undefined
}

export interface SigningProfileRevocationRecord {
  readonly revocationEffectiveFrom?: number | undefined
  readonly revokedAt?: number | undefined
  readonly revokedBy?: string | undefined
}

export type SigningProfileStatus = 'Active' | 'Canceled' | 'Revoked'

export interface TagResourceRequest {
  readonly resourceArn: string
  readonly tags: Readonly<Record<string, string>>
}

export type TagResourceResponse = Readonly<Record<string, never>>

export interface UntagResourceRequest {
  readonly resourceArn: string
  readonly tagKeys: readonly string[]
}

export type UntagResourceResponse = Readonly<Record<string, never>>

export type ValidityType = 'DAYS' | 'MONTHS' | 'YEARS'
