import type { ResourceGroupsTaggingApiOperations } from '../../src/generated/resourcegroupstaggingapi.ts'
import { taggingOperations } from '../../src/resource-groups-tagging/operations.ts'
import { rootOf, scopeOf } from './callers.ts'
import { registryId, repositoryArn } from './ecr-requests.ts'
import type { Needed, Rights } from './rights.ts'

/**
 * Every operation of the tagging API, and what its caller needs.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonresourcegrouptaggingapi.html
 */

const scope = scopeOf(rootOf(registryId), 'us-east-1', { door: 'api' })
const onAll = (name: string): Needed => ({ action: `tag:${name}`, resource: '*' })

/** What isn't a repository of the caller's account and region is never changed, so that it takes no right. */
const ResourceARNList = [
  repositoryArn,
  repositoryArn,
  repositoryArn.replace(registryId, '999999999999'),
  'arn:aws:s3:::bucket',
]

interface TaggingRequest {
  readonly input: Readonly<Record<string, unknown>>
  readonly needed: readonly Needed[]
}

const requests: Readonly<Record<keyof ResourceGroupsTaggingApiOperations, TaggingRequest>> = {
  GetResources: { input: {}, needed: [onAll('GetResources')] },
  GetTagKeys: { input: {}, needed: [onAll('GetTagKeys')] },
  GetTagValues: { input: { Key: 'team' }, needed: [onAll('GetTagValues')] },
  TagResources: {
    input: { ResourceARNList, Tags: { team: 'red' } },
    needed: [
      onAll('TagResources'),
      {
        action: 'ecr:TagResource',
        resource: repositoryArn,
        context: { 'aws:requesttag/team': ['red'], 'aws:tagkeys': ['team'] },
      },
    ],
  },
  UntagResources: {
    input: { ResourceARNList, TagKeys: ['team'] },
    needed: [
      onAll('UntagResources'),
      { action: 'ecr:UntagResource', resource: repositoryArn, context: { 'aws:tagkeys': ['team'] } },
    ],
  },
}

export const taggingRights: readonly (Rights & { readonly label: keyof ResourceGroupsTaggingApiOperations })[] = (
  Object.keys(taggingOperations) as (keyof ResourceGroupsTaggingApiOperations)[]
).map((label) => ({ label, operation: taggingOperations[label], scope, ...requests[label] }))
