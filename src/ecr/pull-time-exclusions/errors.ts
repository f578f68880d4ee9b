import { ServiceError } from '../../errors.ts'

/** Failures of exclusions from pull times. AWS's model has their names; the sentences are made like those of policies. */

export const exclusionAlreadyExists = (registryId: string, principalArn: string): ServiceError =>
  new ServiceError(
    'ExclusionAlreadyExistsException',
    `The pull time update exclusion for '${principalArn}' already exists in the registry with id '${registryId}'`,
  )

export const exclusionNotFound = (registryId: string, principalArn: string): ServiceError =>
  new ServiceError(
    'ExclusionNotFoundException',
    `The pull time update exclusion for '${principalArn}' does not exist in the registry with id '${registryId}'`,
  )

export const tooManyExclusions = (registryId: string, limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of pull time update exclusions (${limit}) has been reached in the registry with id '${registryId}'`,
  )
