import { ServiceError } from '../errors.ts'

/**
 * The tagging API's failures. https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/CommonErrors.html
 * No page of AWS's has its sentences; these are ours.
 */

const invalid = (sentence: string): ServiceError => new ServiceError('InvalidParameterException', sentence)

export const invalidPaginationToken = (): ServiceError => invalid('The PaginationToken is not one of this list.')

export const outOfRange = (parameter: string, range: string): ServiceError =>
  invalid(`The value of ${parameter} must be ${range}.`)

export const filterWithoutKey = (): ServiceError => invalid('A filter in TagFilters must have a Key.')

export const malformedTypeFilter = (filter: string): ServiceError =>
  invalid(`The resource type ${filter} in ResourceTypeFilters is not of the form service or service:type.`)

export const malformedResourceArn = (arn: string): ServiceError => invalid(`${arn} is not a valid ARN.`)

export const notWithArns = (parameter: string): ServiceError =>
  invalid(`${parameter} cannot be specified together with ResourceARNList.`)

export const complianceNotIncluded = (): ServiceError =>
  invalid('ExcludeCompliantResources can be true only if IncludeComplianceDetails is true, too.')

export const invalidTag = (problem: string): ServiceError => invalid(problem)

/** In `FailedResourcesMap`. */
export const notTaggedHere = (arn: string): ServiceError =>
  invalid(`${arn} is not the ARN of a repository in this account and region.`)
