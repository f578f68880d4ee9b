import { BodyTimedOut, type CommonErrorCode, ServiceError, Unavailable } from '../../errors.ts'
import type { EcrErrorCode } from '../../generated/ecr.ts'

/**
 * What `/v2/` answers to each failure. Where the OCI specification leaves room it is what ECR answers, such as
 * 405 UNSUPPORTED for a bad parameter.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#error-codes
 */
export type OciCode =
  | 'BLOB_UNKNOWN'
  | 'BLOB_UPLOAD_INVALID'
  | 'BLOB_UPLOAD_UNKNOWN'
  | 'DENIED'
  | 'DIGEST_INVALID'
  | 'MANIFEST_BLOB_UNKNOWN'
  | 'MANIFEST_INVALID'
  | 'MANIFEST_UNKNOWN'
  | 'NAME_INVALID'
  | 'NAME_UNKNOWN'
  | 'SIZE_INVALID'
  | 'TAG_INVALID'
  | 'TOOMANYREQUESTS'
  | 'UNAUTHORIZED'
  | 'UNKNOWN'
  | 'UNSUPPORTED'

/** A failure that only `/v2/` knows, found while its request is decoded. */
export class OciError extends Error {
  readonly status: number
  readonly code: OciCode
  readonly headers: Readonly<Record<string, string>>

  constructor(status: number, code: OciCode, message: string, headers: Readonly<Record<string, string>> = {}) {
    super(message)
    this.name = 'OciError'
    this.status = status
    this.code = code
    this.headers = headers
  }
}

type Answer = readonly [status: number, code: OciCode]

const unsupported: Answer = [405, 'UNSUPPORTED']
const denied: Answer = [403, 'DENIED']
const upstream: Answer = [404, 'MANIFEST_UNKNOWN']
/** Failures of operations that have no route here. */
const elsewhere: Answer = [400, 'UNSUPPORTED']

/** Of the operations behind `/v2/`: they are ECR's. */
const answers: Readonly<Record<EcrErrorCode | CommonErrorCode, Answer>> = {
  RepositoryNotFoundException: [404, 'NAME_UNKNOWN'],
  ImageNotFoundException: [404, 'MANIFEST_UNKNOWN'],
  ImageArchivedException: [404, 'MANIFEST_UNKNOWN'],
  ImageTagAlreadyExistsException: [400, 'TAG_INVALID'],
  ImageDigestDoesNotMatchException: [400, 'MANIFEST_INVALID'],
  ReferencedImagesNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  // ECR says BLOB_UPLOAD_UNKNOWN; the specification leaves no choice (§ Push).
  LayersNotFoundException: [404, 'MANIFEST_BLOB_UNKNOWN'],
  LayerInaccessibleException: [404, 'BLOB_UNKNOWN'],
  UploadNotFoundException: [404, 'BLOB_UPLOAD_UNKNOWN'],
  InvalidLayerPartException: [416, 'BLOB_UPLOAD_INVALID'],
  InvalidLayerException: [400, 'BLOB_UPLOAD_INVALID'],
  EmptyUploadException: [400, 'BLOB_UPLOAD_INVALID'],
  LayerPartTooSmallException: [400, 'BLOB_UPLOAD_INVALID'],
  LayerAlreadyExistsException: [400, 'BLOB_UPLOAD_INVALID'],
  ImageAlreadyExistsException: [400, 'MANIFEST_INVALID'],
  LimitExceededException: [403, 'DENIED'],
  RequestEntityTooLargeException: [413, 'SIZE_INVALID'],
  InvalidParameterException: unsupported,
  ValidationException: unsupported,
  UnsupportedImageTypeException: unsupported,
  NotImplementedException: unsupported,
  KmsException: denied,
  AccessDeniedException: denied,
  ExpiredTokenException: denied,
  BlockedByOrganizationPolicyException: denied,
  IncompleteSignatureException: [401, 'UNAUTHORIZED'],
  InvalidSignatureException: [401, 'UNAUTHORIZED'],
  MissingAuthenticationTokenException: [401, 'UNAUTHORIZED'],
  UnrecognizedClientException: [401, 'UNAUTHORIZED'],
  ThrottlingException: [429, 'TOOMANYREQUESTS'],
  ServerException: [500, 'UNKNOWN'],
  UnableToGetUpstreamImageException: upstream,
  UnableToGetUpstreamLayerException: [404, 'BLOB_UNKNOWN'],
  UnableToListUpstreamImageReferrersException: upstream,
  ExclusionAlreadyExistsException: elsewhere,
  ExclusionNotFoundException: elsewhere,
  ImageStorageClassUpdateNotSupportedException: elsewhere,
  InvalidTagParameterException: elsewhere,
  LifecyclePolicyNotFoundException: elsewhere,
  LifecyclePolicyPreviewInProgressException: elsewhere,
  LifecyclePolicyPreviewNotFoundException: elsewhere,
  PullThroughCacheRuleAlreadyExistsException: elsewhere,
  PullThroughCacheRuleNotFoundException: elsewhere,
  RegistryPolicyNotFoundException: elsewhere,
  ReplicationBackfillInProgressException: elsewhere,
  ReplicationBackfillInvalidStatusException: elsewhere,
  ReplicationBackfillNotFoundException: elsewhere,
  RepositoryAlreadyExistsException: elsewhere,
  RepositoryNotEmptyException: elsewhere,
  RepositoryPolicyNotFoundException: elsewhere,
  ScanNotFoundException: elsewhere,
  SecretNotFoundException: elsewhere,
  SerializationException: elsewhere,
  SigningConfigurationNotFoundException: elsewhere,
  TemplateAlreadyExistsException: elsewhere,
  TemplateNotFoundException: elsewhere,
  TooManyTagsException: elsewhere,
  UnableToAccessSecretException: elsewhere,
  UnableToDecryptSecretValueException: elsewhere,
  UnknownOperationException: elsewhere,
  UnsupportedUpstreamRegistryException: elsewhere,
}

/** The specification has no code for it; clients go by the status (RFC 9110 §15.6.4). */
const unavailable = ({ message, retryAfterSeconds }: Unavailable): OciError =>
  new OciError(503, 'UNKNOWN', message, { 'retry-after': `${retryAfterSeconds}` })

/** What is missing of the body can't be told from the next request. */
const timedOut = ({ message }: BodyTimedOut): OciError =>
  new OciError(408, 'SIZE_INVALID', message, { connection: 'close' })

/** The answer to any failure: those of the operations by the table, everything unforeseen as 500. */
export function toOciError(error: unknown): OciError {
  if (error instanceof OciError) return error
  if (error instanceof Unavailable) return unavailable(error)
  if (error instanceof BodyTimedOut) return timedOut(error)
  if (!(error instanceof ServiceError) || !isAnswered(error.code)) return new OciError(500, 'UNKNOWN', serverError)
  const [status, code] = answers[error.code]
  return new OciError(status, code, error.message)
}

const serverError = 'Internal server error'

const isAnswered = (code: string): code is keyof typeof answers => Object.hasOwn(answers, code)
