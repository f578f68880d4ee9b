import { type OperatorNote, ServiceError } from '../errors.ts'
import type { PrincipalName } from '../standards/iam-policy/policy.ts'

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

// ── tags ────────────────────────────────────────────────────────────────────────────────────────

export const duplicateTagKeys = (): ServiceError =>
  new ServiceError('InvalidInputException', 'Duplicate tag keys found. Please note that Tag keys are case insensitive.')

export const reservedTagKey = (key: string): ServiceError =>
  new ServiceError('InvalidInputException', `Tag key ${key} is invalid: keys that start with aws: are reserved.`)

// ── users, groups and roles ─────────────────────────────────────────────────────────────────────

export const noSuchIdentity = (kind: Kind, name: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The ${kind} with name ${name} cannot be found.`)

export const identityExists = (kind: Kind, name: string): ServiceError =>
  new ServiceError('EntityAlreadyExistsException', `${titles[kind]} with name ${name} already exists.`)

/** `what`: `detach all policies`, `delete access keys`, `remove roles from instance profile` and the like. */
export const mustFirst = (what: string): ServiceError =>
  new ServiceError('DeleteConflictException', `Cannot delete entity, must ${what} first.`)

export const protectedRole = (name: string): ServiceError =>
  new ServiceError(
    'UnmodifiableEntityException',
    `Cannot perform the operation on the protected role '${name}' - this role is only modifiable by AWS`,
  )

export const reservedPath = (path: string): ServiceError =>
  new ServiceError('ValidationException', `The path ${path} is reserved for service-linked roles.`)

// ── instance profiles ───────────────────────────────────────────────────────────────────────────

export const noSuchInstanceProfile = (name: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Instance Profile ${name} cannot be found.`)

export const instanceProfileExists = (name: string): ServiceError =>
  new ServiceError('EntityAlreadyExistsException', `Instance Profile ${name} already exists.`)

// ── passwords ───────────────────────────────────────────────────────────────────────────────────

export const noSuchLoginProfile = (userName: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Login Profile for User ${userName} cannot be found.`)

export const noSuchPasswordPolicy = (account: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The Password Policy with domain name ${account} cannot be found.`)

// ── service-linked roles ────────────────────────────────────────────────────────────────────────

export const unknownLinkedService = (service: string): ServiceError =>
  new ServiceError('InvalidInputException', `The service ${service} has no service-linked role.`)

export const customSuffixForbidden = (service: string): ServiceError =>
  new ServiceError('InvalidInputException', `Custom suffix is not allowed for ${service}`)

export const serviceRoleTaken = (name: string): ServiceError =>
  new ServiceError(
    'InvalidInputException',
    `Service role name ${name} has been taken in this account, please try a different suffix.`,
  )

export const noSuchDeletionTask = (task: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The deletion task with id ${task} cannot be found.`)

// ── access keys ─────────────────────────────────────────────────────────────────────────────────

export const noSuchAccessKey = (id: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The Access Key with id ${id} cannot be found.`)

export const keyStatusForbidden = (status: string): ServiceError =>
  new ServiceError('ValidationException', `The status of an access key cannot be set to ${status}.`)

// ── accounts ────────────────────────────────────────────────────────────────────────────────────

export const accountAliasTaken = (alias: string): ServiceError =>
  new ServiceError('EntityAlreadyExistsException', `The account alias ${alias} already exists.`)

export const noSuchAccountAlias = (alias: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The account alias ${alias} cannot be found.`)

export const aliasLikeAccount = (): ServiceError =>
  new ServiceError('InvalidInputException', 'The account alias must not be a number of 12 digits.')

// ── policies ────────────────────────────────────────────────────────────────────────────────────

/** `sentence`: `malformedSentence` of what is wrong with the document. */
export const malformedDocument = (sentence: string): ServiceError =>
  new ServiceError('MalformedPolicyDocumentException', sentence)

/** A principal that a trust policy names does not exist. */
export const invalidPrincipal = ({ type, name }: PrincipalName, note: OperatorNote): ServiceError =>
  new ServiceError(
    'MalformedPolicyDocumentException',
    `Invalid principal in policy: "${type.toUpperCase()}":"${name}"`,
    {},
    note,
  )

export const noSuchPolicy = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Policy ${arn} was not found.`)

export const notAttachable = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Policy ${arn} does not exist or is not attachable.`)

/** What was to be a permissions boundary. */
export const noSuchBoundary = (arn: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Scope ARN: ${arn} does not exist or is not attachable.`)

export const policyOfServices = (): ServiceError =>
  new ServiceError('PolicyNotAttachableException', 'Cannot attach a Service Role Policy to a Customer Role.')

export const policyExists = (name: string): ServiceError =>
  new ServiceError(
    'EntityAlreadyExistsException',
    `A policy called ${name} already exists. Duplicate names are not allowed.`,
  )

export const policyAttached = (): ServiceError =>
  new ServiceError('DeleteConflictException', 'Cannot delete a policy attached to entities.')

export const policyHasVersions = (): ServiceError =>
  new ServiceError(
    'DeleteConflictException',
    "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.",
  )

export const tooManyVersions = (limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `A managed policy can have up to ${limit} versions. Before you create a new version, you must delete an existing version.`,
  )

export const noSuchVersion = (arn: string, version: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `Policy ${arn} version ${version} does not exist or is not attachable.`)

export const defaultVersion = (): ServiceError =>
  new ServiceError('DeleteConflictException', 'Cannot delete the default version of a policy.')

export const noSuchInlinePolicy = (kind: Kind, name: string): ServiceError =>
  new ServiceError('NoSuchEntityException', `The ${kind} policy with name ${name} cannot be found.`)

export const inlinePoliciesTooLarge = (limit: number, kind: Kind, name: string): ServiceError =>
  new ServiceError('LimitExceededException', `Maximum policy size of ${limit} bytes exceeded for ${kind} ${name}`)

// ── simulations ─────────────────────────────────────────────────────────────────────────────────

/** `sentence`: `malformedSentence` of what is wrong with the document. */
export const malformedInputPolicy = (sentence: string): ServiceError =>
  new ServiceError('InvalidInputException', sentence)

export const invalidPolicyIdentifier = (given: string): ServiceError =>
  new ServiceError('InvalidInputException', `Invalid Policy Identifier: ${given}`)

export const invalidEntityArn = (arn: string): ServiceError =>
  new ServiceError('InvalidInputException', `Invalid Entity Arn: ${arn} does not clearly define entity type and name.`)

export const foreignPolicySource = (callersAccount: string, account: string): ServiceError =>
  new ServiceError(
    'InvalidInputException',
    `Invalid Policy Source Arn: caller's account ${callersAccount} does not have access to policies in account ${account}`,
  )

export const tooManyBoundaries = (): ServiceError =>
  new ServiceError('InvalidInputException', 'The list of Permissions Boundary policies cannot exceed 1 items.')

export const invalidSimulatedResource = (resource: string): ServiceError =>
  new ServiceError('InvalidInputException', `ResourceNames are not in a valid ARN format: ${resource}.`)

export const invalidSimulatedAction = (): ServiceError =>
  new ServiceError('InvalidInputException', 'The action is invalid since it is missing names')

export const invalidResourceOwner = (owner: string): ServiceError =>
  new ServiceError('InvalidInputException', `'${owner}' is not a valid as a Resource Owner.`)

export const simulatedCallerRequired = (): ServiceError =>
  new ServiceError('InvalidInputException', 'Invalid caller - Caller cannot be null or empty.')

export const invalidSimulatedCaller = (): ServiceError =>
  new ServiceError(
    'InvalidInputException',
    'Invalid caller - Caller must be an IAM user, role or group in this context.',
  )

export const tooManySimulations = (): ServiceError =>
  new ServiceError('ThrottlingException', 'Rate exceeded: simulations have read as much as they may in a minute.')

/** AWS's limits aren't known; a simulation runs on the thread that answers everybody. */
export const simulationTooLarge = (): ServiceError =>
  new ServiceError(
    'InvalidInputException',
    'The simulation is too large: ask about fewer resources, or with smaller policies, at a time.',
  )
