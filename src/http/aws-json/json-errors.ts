import { BodyTimedOut, ServiceError, serverFault, Unavailable } from '../../errors.ts'
import type { CommonErrorCode } from '../../errors.ts'
import type { ServiceModel } from '../../standards/aws-model/model.ts'

/** What a JSON service answers instead of an output. */
export interface JsonFailure extends Omit<Failure, 'members'> {
  readonly body: string
}

/** The same before it is written down. */
export interface Failure {
  readonly status: number
  readonly code: string
  readonly members: Readonly<Record<string, unknown>>
  readonly headers?: Readonly<Record<string, string>>
}

/** Statuses of the errors that no model lists. The rest of them is 400, even for what others call 403 or 404. */
const commonStatuses: Readonly<Record<CommonErrorCode, number>> = {
  AccessDeniedException: 400,
  ExpiredTokenException: 400,
  IncompleteSignatureException: 400,
  InvalidSignatureException: 400,
  MissingAuthenticationTokenException: 400,
  NotImplementedException: 501,
  RequestEntityTooLargeException: 413,
  SerializationException: 400,
  ThrottlingException: 400,
  UnknownOperationException: 400,
  UnrecognizedClientException: 400,
}

/** `{"__type":"RepositoryNotFoundException","message":"…"}` and the members that the model gives the error. */
export function toJsonFailure(error: unknown, model: ServiceModel | undefined): JsonFailure {
  const { members, ...failure } = toFailure(error, model)
  return { ...failure, body: JSON.stringify(members) }
}

export function toFailure(error: unknown, model: ServiceModel | undefined): Failure {
  if (error instanceof Unavailable) return unavailable(error)
  if (error instanceof BodyTimedOut) return timedOut(error)
  const known = error instanceof ServiceError ? error : serverFault()
  const { code, message, members } = known
  const modelled = model?.errors[code]
  const status = modelled?.status ?? (isCommon(code) ? commonStatuses[code] : code === 'ServerException' ? 500 : 400)
  return { status, code, members: { __type: code, [modelled?.sentence ?? 'message']: message, ...members } }
}

/** The SDKs try again by themselves: https://docs.aws.amazon.com/sdkref/latest/guide/feature-retry-behavior.html */
function unavailable({ message, retryAfterSeconds }: Unavailable): Failure {
  const members = { __type: 'ServerException', message }
  return { status: 503, code: 'ServerException', members, headers: { 'retry-after': `${retryAfterSeconds}` } }
}

/** What is missing of the body can't be told from the next request. */
function timedOut({ message }: BodyTimedOut): Failure {
  const code = 'RequestTimeoutException'
  return { status: 408, code, members: { __type: code, message }, headers: { connection: 'close' } }
}

const isCommon = (code: string): code is CommonErrorCode => Object.hasOwn(commonStatuses, code)
