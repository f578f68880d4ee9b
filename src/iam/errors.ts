import { ServiceError } from '../errors.ts'

/**
 * IAM's failures, in its words. https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html
 * Sentences that no page of AWS's has were collected from its answers in public issues and from the tests of moto.
 */

type Kind = 'user' | 'group' | 'role'

const titles = { user: 'User', group: 'Group', role: 'Role' } as const

// ── requests ────────────────────────────────────────────────────────────────────────────────────

export const invalidMarker = (): ServiceError => new ServiceError('ValidationException', 'Invalid Marker.')

export const userNameRequired = (): ServiceError =>
  new ServiceError('ValidationException', 'Must specify userName when calling with non-User credentials')

export const quotaExceeded = (quota: string, limit: number): ServiceError =>
  new ServiceError('LimitExceededException', `Cannot exceed quota for ${quota}: ${limit}`)

// ── users, groups and roles ─────────────────────────────────────────────────────────────────────

export const noSuchIdentity = (kind: Kind, name: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The ${kind} with name ${name} cannot be found.`)

export const identityExists = (kind: Kind, name: string): ServiceError =>
  new ServiceError('EntityAlreadyExistsException', `${titles[kind]} with name ${name} already exists.`)

/** `what`: `detach all policies`, `delete policies`, `delete access keys`, `remove users from group`. */
export const mustFirst = (what: string): ServiceError =>
  new ServiceError('DeleteConflictException', `Cannot delete entity, must ${what} first.`)

export const protectedRole = (name: string): ServiceError =>
  new ServiceError(
    'UnmodifiableEntityException',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  )

// ── policies ────────────────────────────────────────────────────────────────────────────────────

/** `sentence`: `malformedSentence` of what is wrong with the document. */
export const malformedDocument = (sentence: string): ServiceError =>
  new ServiceError('MalformedPolicyDocumentException', sentence)

export const noSuchPolicy = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Policy ${arn} was not found.`)

export const notAttachable = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Policy ${arn} does not exist or is not attachable.`)
