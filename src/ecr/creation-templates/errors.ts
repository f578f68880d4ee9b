import { ServiceError } from '../../errors.ts'

/** Failures of repository creation templates. AWS's model has their names; the sentences are made like those of repositories. */

export const templateNotFound = (registryId: string, prefix: string): ServiceError =>
  new ServiceError(
    'TemplateNotFoundException',
    `The repository creation template with prefix '${prefix}' does not exist in the registry with id '${registryId}'`,
  )

export const templateAlreadyExists = (registryId: string, prefix: string): ServiceError =>
  new ServiceError(
    'TemplateAlreadyExistsException',
    `The repository creation template with prefix '${prefix}' already exists in the registry with id '${registryId}'`,
  )

export const tooManyTemplates = (registryId: string, limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of repository creation templates (${limit}) has been reached in the registry with id '${registryId}'`,
  )
