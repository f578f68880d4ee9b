import { BodyTimedOut, ServiceError, serverFault, Unavailable } from '../../errors.ts'
import type { CommonErrorCode } from '../../errors.ts'
import { encodeQueryError } from '../../standards/aws-model/query-codec.ts'
import type { ServiceModel } from '../../standards/aws-model/model.ts'

/** What a query service answers instead of an output. */
export interface QueryFailure {
  readonly status: number
  readonly code: string
  readonly message: string
  readonly headers?: Readonly<Record<string, string>>
}

type CommonCode = CommonErrorCode | 'ServerException' | 'ValidationException'

/**
 * The names and statuses that the query services have for what is common to all services.
 * https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
const commonErrors: Readonly<Record<CommonCode, { status: number; code: string; message?: string }>> = {
  AccessDeniedException: { status: 403, code: 'AccessDenied' },
  ExpiredTokenException: { status: 403, code: 'ExpiredToken' },
  IncompleteSignatureException: { status: 400, code: 'IncompleteSignature' },
  InvalidSignatureException: { status: 403, code: 'SignatureDoesNotMatch' },
  MissingAuthenticationTokenException: {
    status: 403,
    code: 'MissingAuthenticationToken',
    message: 'Request is missing Authentication Token',
  },
  NotImplementedException: { status: 501, code: 'NotImplemented' },
  RequestEntityTooLargeException: { status: 413, code: 'RequestEntityTooLarge' },
  SerializationException: { status: 400, code: 'MalformedInput' },
  ServerException: { status: 500, code: 'InternalFailure' },
  ThrottlingException: { status: 400, code: 'Throttling' },
  UnknownOperationException: { status: 400, code: 'InvalidAction' },
  UnrecognizedClientException: { status: 403, code: 'InvalidClientTokenId' },
  ValidationException: { status: 400, code: 'ValidationError' },
}

export function toQueryFailure(error: unknown, model: ServiceModel | undefined): QueryFailure {
  if (error instanceof Unavailable) return unavailable(error)
  if (error instanceof BodyTimedOut) return timedOut(error)
  const { code, message } = error instanceof ServiceError ? error : serverFault()
  if (isCommon(code)) return { message, ...commonErrors[code] }
  const modelled = model?.errors[code]
  return { status: modelled?.status ?? 400, code: modelled?.code ?? code, message }
}

const unavailable = ({ message, retryAfterSeconds }: Unavailable): QueryFailure => ({
  status: 503,
  code: 'ServiceUnavailable',
  message,
  headers: { 'retry-after': `${retryAfterSeconds}` },
})

/** What is missing of the body can't be told from the next request. */
const timedOut = ({ message }: BodyTimedOut): QueryFailure => ({
  status: 408,
  code: 'RequestTimeout',
  message,
  headers: { connection: 'close' },
})

export function encodeFailure(failure: QueryFailure, model: ServiceModel | undefined, requestId: string): string {
  const type = failure.status < 500 ? 'Sender' : 'Receiver'
  return encodeQueryError(model?.xmlNamespace, { type, code: failure.code, message: failure.message }, requestId)
}

const isCommon = (code: string): code is CommonCode => Object.hasOwn(commonErrors, code)
