// AWS Security Token Service, 2011-06-15. Written by scripts/generate-model.ts from model/sts.json.
// Blobs are bytes, timestamps are milliseconds since 1970.

export interface StsOperations {
  AssumeRole: {
    input: AssumeRoleRequest
    output: AssumeRoleResponse
    errors:
      | 'ExpiredTokenException'
      | 'InvalidContextAssertionException'
      | 'MalformedPolicyDocumentException'
      | 'PackedPolicyTooLargeException'
      | 'RegionDisabledException'
  }
  AssumeRoleWithWebIdentity: {
    input: AssumeRoleWithWebIdentityRequest
    output: AssumeRoleWithWebIdentityResponse
    errors:
      | 'ExpiredTokenException'
      | 'IDPCommunicationErrorException'
      | 'IDPRejectedClaimException'
      | 'InvalidIdentityTokenException'
      | 'MalformedPolicyDocumentException'
      | 'PackedPolicyTooLargeException'
      | 'RegionDisabledException'
  }
  DecodeAuthorizationMessage: {
    input: DecodeAuthorizationMessageRequest
    output: DecodeAuthorizationMessageResponse
    errors: 'InvalidAuthorizationMessageException'
  }
  GetAccessKeyInfo: {
    input: GetAccessKeyInfoRequest
    output: GetAccessKeyInfoResponse
    errors: never
  }
  GetCallerIdentity: {
    input: GetCallerIdentityRequest
    output: GetCallerIdentityResponse
    errors: never
  }
  GetFederationToken: {
    input: GetFederationTokenRequest
    output: GetFederationTokenResponse
    errors: 'MalformedPolicyDocumentException' | 'PackedPolicyTooLargeException' | 'RegionDisabledException'
  }
  GetSessionToken: {
    input: GetSessionTokenRequest
    output: GetSessionTokenResponse
    errors: 'RegionDisabledException'
  }
}

export type StsErrorCode =
  | 'ExpiredTokenException'
  | 'IDPCommunicationErrorException'
  | 'IDPRejectedClaimException'
  | 'InvalidAuthorizationMessageException'
  | 'InvalidContextAssertionException'
  | 'InvalidIdentityTokenException'
  | 'MalformedPolicyDocumentException'
  | 'PackedPolicyTooLargeException'
  | 'RegionDisabledException'

export interface AssumeRoleRequest {
  readonly RoleArn: string
  readonly RoleSessionName: string
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined
  readonly Policy?: string | undefined
  readonly DurationSeconds?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly TransitiveTagKeys?: readonly string[] | undefined
  readonly ExternalId?: string | undefined
  readonly SerialNumber?: string | undefined
  readonly TokenCode?: string | undefined
  readonly SourceIdentity?: string | undefined
  readonly ProvidedContexts?: readonly ProvidedContext[] | undefined
  readonly MinimumSessionTokenSize?: number | undefined
}

export interface AssumeRoleResponse {
  readonly Credentials?: Credentials | undefined
  readonly AssumedRoleUser?: AssumedRoleUser | undefined
  readonly PackedPolicySize?: number | undefined
  readonly SourceIdentity?: string | undefined
  readonly SessionTokenUtilization?: number | undefined
  readonly SessionTokenSize?: number | undefined
}

export interface AssumeRoleWithWebIdentityRequest {
  readonly RoleArn: string
  readonly RoleSessionName: string
  readonly WebIdentityToken: string
  readonly ProviderId?: string | undefined
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined
  readonly Policy?: string | undefined
  readonly DurationSeconds?: number | undefined
  readonly MinimumSessionTokenSize?: number | undefined
}

export interface AssumeRoleWithWebIdentityResponse {
  readonly Credentials?: Credentials | undefined
  readonly SubjectFromWebIdentityToken?: string | undefined
  readonly AssumedRoleUser?: AssumedRoleUser | undefined
  readonly PackedPolicySize?: number | undefined
  readonly Provider?: string | undefined
  readonly Audience?: string | undefined
  readonly SourceIdentity?: string | undefined
  readonly SessionTokenUtilization?: number | undefined
  readonly SessionTokenSize?: number | undefined
  readonly TrustedIdentityPropagationContext?: TrustedIdentityPropagationContext | undefined
}

export interface AssumedRoleUser {
  readonly AssumedRoleId: string
  readonly Arn: string
}

export interface Credentials {
  readonly AccessKeyId: string
  readonly SecretAccessKey: string
  readonly SessionToken: string
  readonly Expiration: number
}

export interface DecodeAuthorizationMessageRequest {
  readonly EncodedMessage: string
}

export interface DecodeAuthorizationMessageResponse {
  readonly DecodedMessage?: string | undefined
}

export interface FederatedUser {
  readonly FederatedUserId: string
  readonly Arn: string
}

export interface GetAccessKeyInfoRequest {
  readonly AccessKeyId: string
}

export interface GetAccessKeyInfoResponse {
  readonly Account?: string | undefined
}

export type GetCallerIdentityRequest = Readonly<Record<string, never>>

export interface GetCallerIdentityResponse {
  readonly UserId?: string | undefined
  readonly Account?: string | undefined
  readonly Arn?: string | undefined
}

export interface GetFederationTokenRequest {
  readonly Name: string
  readonly Policy?: string | undefined
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined
  readonly DurationSeconds?: number | undefined
  readonly Tags?: readonly Tag[] | undefined
  readonly MinimumSessionTokenSize?: number | undefined
}

export interface GetFederationTokenResponse {
  readonly Credentials?: Credentials | undefined
  readonly FederatedUser?: FederatedUser | undefined
  readonly PackedPolicySize?: number | undefined
  readonly SessionTokenUtilization?: number | undefined
  readonly SessionTokenSize?: number | undefined
}

export interface GetSessionTokenRequest {
  readonly DurationSeconds?: number | undefined
  readonly SerialNumber?: string | undefined
  readonly TokenCode?: string | undefined
  readonly MinimumSessionTokenSize?: number | undefined
}

export interface GetSessionTokenResponse {
  readonly Credentials?: Credentials | undefined
  readonly SessionTokenUtilization?: number | undefined
  readonly SessionTokenSize?: number | undefined
}

export interface OriginIdentity {
  readonly Subject?: string | undefined
  readonly SubjectType?: string | undefined
  readonly Issuer?: string | undefined
  readonly FederatedProviderArn?: string | undefined
}

export interface PolicyDescriptorType {
  readonly arn?: string | undefined
}

export interface ProvidedContext {
  readonly ProviderArn?: string | undefined
  readonly ContextAssertion?: string | undefined
}

export interface Tag {
  readonly Key: string
  readonly Value: string
}

export interface TransactionContext {
  readonly IdentityProvider?: Readonly<Record<string, string>> | undefined
}

export interface TrustedIdentityPropagationContext {
  readonly OriginIdentity?: OriginIdentity | undefined
  readonly TransactionContext?: TransactionContext | undefined
}
