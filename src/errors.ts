import type { EcrErrorCode } from './generated/ecr.ts'
import type { EcrdErrorCode } from './generated/ecrd.ts'
import type { IamErrorCode } from './generated/iam.ts'
import type { ResourceGroupsTaggingApiErrorCode } from './generated/resourcegroupstaggingapi.ts'
import type { StsErrorCode } from './generated/sts.ts'

/**
 * Every failure that a caller can see, in AWS's words. A sentence stands here, or in the `errors.ts` of another service if it
 * is one of its own, and nowhere else.
 *
 * The codes are those of AWS's models, and the few that every AWS service answers before an operation is reached.
 * Each protocol turns codes into its own statuses and names by one table that the compiler keeps complete
 * (`http/oci/oci-errors.ts`, `http/aws-query/`): a new code does not compile until every door knows its answer.
 */
export type ErrorCode =
  | EcrErrorCode
  | IamErrorCode
  | StsErrorCode
  | ResourceGroupsTaggingApiErrorCode
  | EcrdErrorCode
  | CommonErrorCode
  | UnlistedErrorCode

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/CommonErrors.html */
export type CommonErrorCode =
  | 'AccessDeniedException'
  | 'ExpiredTokenException'
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'MissingAuthenticationTokenException'
  | 'NotImplementedException'
  | 'RequestEntityTooLargeException'
  | 'SerializationException'
  | 'ThrottlingException'
  | 'UnknownOperationException'
  | 'UnrecognizedClientException'

/** What STS answers and its model doesn't list. */
type UnlistedErrorCode = 'InvalidParameterValue'

export class ServiceError extends Error {
  readonly code: ErrorCode
  /** What the model says the error carries beside its message, such as lastValidByteReceived. */
  readonly members: Readonly<Record<string, unknown>>
  /** What only the operator's log is told. */
  readonly note: OperatorNote

  constructor(
    code: ErrorCode,
    message: string,
    members: Readonly<Record<string, unknown>> = {},
    note: OperatorNote = {},
  ) {
    super(cut(message))
    this.name = 'ServiceError'
    this.code = code
    this.members = members
    this.note = note
  }
}

/** Sentences repeat what was sent, which may be megabytes; in XML a quote becomes six characters. */
const maxSentenceLength = 10_000

function cut(sentence: string): string {
  return sentence.length <= maxSentenceLength ? sentence : `${sentence.slice(0, maxSentenceLength).toWellFormed()}…`
}

/** What an error tells the operator alone, never the caller. */
export interface OperatorNote {
  readonly denial?: DenialNote | undefined
  /** What the operator can do about it. */
  readonly advice?: string | undefined
}

/** A right that a caller lacks. */
export interface Denial {
  /** Its ARN, where it has one. */
  readonly caller: string
  readonly action: string
  readonly resource: string
  /** How AWS's sentence goes on, where it does: `because no identity-based policy allows …` or `with an explicit deny in …`. */
  readonly reason?: string | undefined
  /** Undefined where no policy could allow it. */
  readonly note?: DenialNote
}

/** What a denial rests on. It names policies and statements, so it is for the operator's log and never for the answer. */
export interface DenialNote {
  readonly because: string
  /** All that would have to be done for it to be allowed. */
  readonly wouldAllow: readonly string[]
}

export class AccessDenied extends ServiceError {
  constructor({ caller, action, resource, reason, note }: Denial) {
    const sentence = `User: ${caller} is not authorized to perform: ${action} on resource: ${resource}`
    super('AccessDeniedException', reason === undefined ? sentence : `${sentence} ${reason}`, {}, { denial: note })
    this.name = 'AccessDenied'
  }
}

/**
 * Nothing is wrong with the request, and the same one may succeed soon. Each door says so in its own way, with `Retry-After`.
 * Not a ServiceError: code that handles errors of an operation must not take this for one.
 */
export class Unavailable extends Error {
  readonly retryAfterSeconds: number

  constructor(sentence: string, retryAfterSeconds: number, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'Unavailable'
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The database or the blob store can't be reached, or can't take this now. */
export class StorageUnavailable extends Unavailable {
  constructor(cause: unknown, retryAfterSeconds = 2) {
    super('The storage is not available at the moment. Try again.', retryAfterSeconds, { cause })
    this.name = 'StorageUnavailable'
  }
}

/** Other requests hold all the memory that there is for requests. */
export class MemoryExhausted extends Unavailable {
  constructor() {
    super('The server has no memory for this request at the moment. Try again.', 2)
    this.name = 'MemoryExhausted'
  }
}

/** The client has stopped sending, or sends next to nothing. S3's sentence: ECR's is not known. No ServiceError either. */
export class BodyTimedOut extends Error {
  constructor() {
    super(
      'Your socket connection to the server was not read from or written to within the timeout period. Idle connections will be closed.',
    )
    this.name = 'BodyTimedOut'
  }
}

/** An image as a request names it. */
export interface ImageName {
  readonly imageDigest?: string | undefined
  readonly imageTag?: string | undefined
}

// ── requests ────────────────────────────────────────────────────────────────────────────────────

export const unknownOperation = (sentence = 'The operation is unknown'): ServiceError =>
  new ServiceError('UnknownOperationException', sentence)

/** No sentence of AWS: all of its services are somewhere. */
export const serviceNotServed = (asked: string, served: readonly string[]): ServiceError =>
  unknownOperation(`ecrd does not serve ${asked}. It serves ${new Intl.ListFormat('en').format(served)}.`)

/** A request that can't be decoded; the sentences are the decoder's. */
export const unreadableRequest = (sentence: string): ServiceError =>
  new ServiceError('SerializationException', sentence)

/** `violations`: `Value 'a b' at 'userName' failed to satisfy constraint: …`, as the newer and the query services word it. */
export const failedValidation = (violations: readonly string[]): ServiceError =>
  new ServiceError(
    'ValidationException',
    `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`,
  )

export const invalidParameter = (field: string, constraint: string, note?: OperatorNote): ServiceError =>
  new ServiceError(
    'InvalidParameterException',
    `Invalid parameter at '${field}' failed to satisfy constraint: '${constraint}'`,
    {},
    note,
  )

/** For the few parameter failures that AWS words freely. */
export const invalidParameterBecause = (sentence: string): ServiceError =>
  new ServiceError('InvalidParameterException', sentence)

/** No column of text holds it on every database. */
export const nulInText = (): ServiceError =>
  new ServiceError('InvalidParameterException', 'Text must not contain the character U+0000')

export const invalidPageToken = (): ServiceError => invalidParameter('nextToken', 'Invalid token')

export const accessDenied = (denial: Denial): AccessDenied => new AccessDenied(denial)

export const notBuiltYet = (what: string): ServiceError =>
  new ServiceError('NotImplementedException', `${what} is not implemented by this version of ecrd.`)

export const serverFault = (): ServiceError =>
  new ServiceError('ServerException', 'These errors are usually caused by a server-side issue.')

// ── who asks (the signature's own sentences are in standards/sigv4) ─────────────────────────────

export const unknownAccessKey = (): ServiceError =>
  new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.')

/** Under `--dev`: test credentials, which take no secret, in a request that may be the doing of a page in a browser. */
export const foreignTestCredentials = (because: string): ServiceError => {
  const { code, message } = unknownAccessKey()
  return new ServiceError(
    code,
    message,
    {},
    {
      denial: {
        because: `test credentials are refused: ${because}`,
        wouldAllow: [
          'a key that this server created (ecrd env --user NAME), or --dev-hosts with the name of this server',
        ],
      },
    },
  )
}

export const expiredSession = (): ServiceError =>
  new ServiceError('ExpiredTokenException', 'The security token included in the request is expired')

export const expiredRegistryToken = (): ServiceError =>
  new ServiceError('ExpiredTokenException', 'Your authorization token has expired. Reauthenticate and try again.')

export const requestTooLarge = (limitBytes: number): ServiceError =>
  new ServiceError('RequestEntityTooLargeException', `The request body is larger than ${limitBytes} bytes`)
