import { ServiceError } from '../errors.ts'

/**
 * STS's failures, in its words. https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 * Sentences that no page of AWS's has were collected from its answers in public issues.
 */

/** Root may do everything that a role may; AWS doesn't let it become less. */
export const rolesNotForRoot = (): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    'Roles may not be assumed by root accounts.',
    {},
    {
      denial: {
        because: 'root may not assume roles, whatever policies say',
        wouldAllow: ['a user of the account in place of its root: ecrd env --user NAME creates one'],
      },
    },
  )

export const notWithSession = (operation: string): ServiceError =>
  new ServiceError('AccessDeniedException', `Cannot call ${operation} with session credentials`)

export const unknownMfaDevice = (): ServiceError =>
  new ServiceError(
    'AccessDeniedException',
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
  )

export const invalidArn = (arn: string): ServiceError => new ServiceError('ValidationException', `${arn} is invalid`)

/** An ARN, but of something else than a role. */
export const invalidRoleArn = (): ServiceError => new ServiceError('ValidationException', 'Request ARN is invalid')

export const sessionTooLong = (): ServiceError =>
  new ServiceError(
    'ValidationException',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  )

export const chainedSessionTooLong = (): ServiceError =>
  new ServiceError(
    'ValidationException',
    'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.',
  )

export const sessionPolicyNotFound = (arn: string): ServiceError =>
  new ServiceError('ValidationException', `Policy ${arn} does not exist or cannot be a session policy.`)

export const packedPolicyTooLarge = (percent: number): ServiceError =>
  new ServiceError(
    'PackedPolicyTooLargeException',
    `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
  )

export const packedTagsTooLarge = (percent: number): ServiceError =>
  new ServiceError(
    'PackedPolicyTooLargeException',
    `Packed size of session tags consumes ${percent}% of allotted space.`,
  )

export const duplicateSessionTags = (): ServiceError =>
  new ServiceError('InvalidParameterValue', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.')

export const reservedSessionTag = (key: string): ServiceError =>
  new ServiceError(
    'InvalidParameterValue',
    `The tag key ${key} is reserved: keys that start with aws: are those of AWS.`,
  )

export const unknownTransitiveTag = (): ServiceError =>
  new ServiceError('InvalidParameterValue', 'The specified transitive tag key must be included in the requested tags.')

export const transitiveTagConflict = (): ServiceError =>
  new ServiceError(
    'InvalidParameterValue',
    "One of the specified transitive tag keys can't be set because it conflicts with a transitive tag key from the calling session.",
  )

export const sourceIdentityAlreadySet = (): ServiceError =>
  new ServiceError('ValidationException', 'The source identity is already set for this assume role session')

export const tooManySessions = (limit: number): ServiceError =>
  new ServiceError('ThrottlingException', `Rate exceeded: ${limit} sessions have not expired yet.`)

export const invalidAccessKeyId = (): ServiceError =>
  new ServiceError('ValidationException', 'The access key ID is not one that was given out here.')

export const invalidAuthorizationMessage = (): ServiceError =>
  new ServiceError('InvalidAuthorizationMessageException', 'Message is not valid')
