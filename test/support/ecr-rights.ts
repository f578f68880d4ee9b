import { ecrOperations } from '../../src/ecr/operations.ts'
import type { EcrOperations } from '../../src/generated/ecr.ts'
import type { Access, TouchedImages } from '../../src/request/operation.ts'
import { rootOf, scopeOf } from './callers.ts'
import { ecrRequests, registryId, repositoryArn, repositoryName } from './ecr-requests.ts'
import { digestOf, imageOf } from './images.ts'
import type { Needed, Rights } from './rights.ts'

/**
 * Every operation of ECR, and what its caller needs.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelasticcontainerregistry.html
 */

/** Actions that have no resource: they concern the registry as a whole. */
export const ofRegistry: readonly (keyof EcrOperations)[] = [
  'CreatePullThroughCacheRule',
  'CreateRepositoryCreationTemplate',
  'DeletePullThroughCacheRule',
  'DeleteRegistryPolicy',
  'DeleteRepositoryCreationTemplate',
  'DeleteSigningConfiguration',
  'DeregisterPullTimeUpdateExclusion',
  'DescribePullThroughCacheRules',
  'DescribeRegistry',
  'DescribeReplicationBackfillResults',
  'DescribeRepositoryCreationTemplates',
  'GetAccountSetting',
  'GetAuthorizationToken',
  'GetRegistryPolicy',
  'GetRegistryScanningConfiguration',
  'GetSigningConfiguration',
  'ListPullTimeUpdateExclusions',
  'ListReplicationBackfills',
  'PutAccountSetting',
  'PutRegistryPolicy',
  'PutRegistryScanningConfiguration',
  'PutReplicationConfiguration',
  'PutSigningConfiguration',
  'RegisterPullTimeUpdateExclusion',
  'StartReplicationBackfill',
  'StopReplicationBackfill',
  'UpdatePullThroughCacheRule',
  'UpdateRepositoryCreationTemplate',
  'ValidatePullThroughCacheRule',
]

/** Where an operation needs another action than the one of its name, on the repository that it names. */
const otherActions: Partial<Record<keyof EcrOperations, string>> = { ListImageReferrers: 'BatchGetImage' }

/** What policies may ask about a request beside what they may of all. */
const contexts: Partial<Record<keyof EcrOperations, Access['context']>> = {
  GetAccountSetting: { 'ecr:accountsetting': ['BLOB_MOUNTING'] },
  PutAccountSetting: { 'ecr:accountsetting': ['BLOB_MOUNTING'] },
  TagResource: { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] },
  UntagResource: { 'aws:tagkeys': ['team'] },
}

/** The images whose tags policies may ask about. */
const images: Partial<Record<keyof EcrOperations, TouchedImages>> = {
  BatchDeleteImage: { to: 'delete', names: [{ imageTag: 'v1' }] },
  BatchGetImage: { to: 'read', names: [{ imageTag: 'v1' }] },
  DescribeImages: { to: 'read', names: [] },
  ListImageReferrers: { to: 'read', names: [{ imageDigest: digestOf('a layer') }] },
  UpdateImageStorageClass: { to: 'delete', names: [{ imageTag: 'v1' }] },
  PutImage: { to: 'push', digests: [imageOf().digest], tags: ['v2'], held: [] },
}

export const onEcr = (action: string, resource = repositoryArn): Needed => ({ action: `ecr:${action}`, resource })

/** What setting a template needs as well: what it will have done on the repositories that it is about. */
const further: Partial<Record<keyof EcrOperations, readonly Needed[]>> = {
  CreateRepositoryCreationTemplate: [onEcr('CreateRepository', repositoryArn.replace(/app$/, '*'))],
  UpdateRepositoryCreationTemplate: [onEcr('CreateRepository', repositoryArn.replace(/app$/, '*'))],
}

/** What the request of `ecrRequests` needs. */
export function neededOfEcr(name: keyof EcrOperations): Needed {
  const [context, touched] = [contexts[name], images[name]]
  return {
    ...onEcr(otherActions[name] ?? name, resourceOf(name)),
    ...(context === undefined ? {} : { context }),
    ...(touched === undefined ? {} : { images: touched }),
  }
}

function resourceOf(name: keyof EcrOperations): string {
  if (ofRegistry.includes(name)) return '*'
  return name === 'CreateRepository' ? repositoryArn.replace(/app$/, 'new') : repositoryArn
}

/** A registry that is not the caller's own: what is needed is of the one that is addressed. */
const { registry } = scopeOf(rootOf(registryId), 'us-east-1')
export const ecrScope = scopeOf(rootOf('000000000001'), 'us-east-1', { registry, door: 'api' })

const tagging = { 'aws:requesttag/a': ['b'], 'aws:tagkeys': ['a'] }

export const ecrRights: readonly Rights[] = [
  ...(Object.keys(ecrOperations) as (keyof EcrOperations)[]).map((name) => ({
    label: name,
    operation: ecrOperations[name],
    input: ecrRequests[name],
    scope: ecrScope,
    needed: [neededOfEcr(name), ...(further[name] ?? [])],
  })),
  {
    label: 'CreateRepository, tagged',
    operation: ecrOperations.CreateRepository,
    input: { repositoryName, tags: [{ Key: 'a', Value: 'b' }] },
    scope: ecrScope,
    needed: [
      { ...onEcr('CreateRepository'), context: tagging },
      { ...onEcr('TagResource'), context: tagging },
    ],
  },
]
