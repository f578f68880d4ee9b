import type { EcrOperations } from '../../src/generated/ecr.ts'
import { digestOf, imageOf } from './images.ts'

export const repositoryName = 'team/app'
export const registryId = '123456789012'
export const repositoryArn = `arn:aws:ecr:us-east-1:${registryId}:repository/${repositoryName}`

const of = { repositoryName, registryId }
const imageId = { imageTag: 'v1' }
const upload = { ...of, uploadId: '00000000-0000-4000-8000-000000000000' }
const prefix = { prefix: 'team' }
const cachePrefix = { ecrRepositoryPrefix: 'cache', registryId }
const principal = { principalArn: `arn:aws:iam::111122223333:role/puller` }
const backfill = { registryId, replicationBackfillId: '00000000-0000-4000-8000-000000000000' }
const layerDigest = digestOf('a layer')

/** For every operation a request, as JSON, that its model allows; those that can name a registry name ours. */
export const ecrRequests: Readonly<Record<keyof EcrOperations, Readonly<Record<string, unknown>>>> = {
  BatchCheckLayerAvailability: { ...of, layerDigests: [layerDigest] },
  BatchDeleteImage: { ...of, imageIds: [imageId] },
  BatchGetImage: { ...of, imageIds: [imageId] },
  BatchGetRepositoryScanningConfiguration: { repositoryNames: [repositoryName] },
  CompleteLayerUpload: { ...upload, layerDigests: [layerDigest] },
  CreatePullThroughCacheRule: { ...cachePrefix, upstreamRegistryUrl: 'public.ecr.aws' },
  CreateRepository: { registryId, repositoryName: 'team/new' },
  CreateRepositoryCreationTemplate: { ...prefix, appliedFor: ['REPLICATION'] },
  DeleteLifecyclePolicy: of,
  DeletePullThroughCacheRule: cachePrefix,
  DeleteRegistryPolicy: {},
  DeleteRepository: { ...of, force: true },
  DeleteRepositoryCreationTemplate: prefix,
  DeleteRepositoryPolicy: of,
  DeleteSigningConfiguration: {},
  DeregisterPullTimeUpdateExclusion: principal,
  DescribeImageReplicationStatus: { ...of, imageId },
  DescribeImageScanFindings: { ...of, imageId },
  DescribeImageSigningStatus: { ...of, imageId },
  DescribeImages: of,
  DescribePullThroughCacheRules: { registryId },
  DescribeRegistry: {},
  DescribeRepositories: { registryId, repositoryNames: [repositoryName] },
  DescribeReplicationBackfillResults: backfill,
  DescribeRepositoryCreationTemplates: {},
  GetAccountSetting: { name: 'BLOB_MOUNTING' },
  GetAuthorizationToken: {},
  GetDownloadUrlForLayer: { ...of, layerDigest },
  GetLifecyclePolicy: of,
  GetLifecyclePolicyPreview: of,
  GetRegistryPolicy: {},
  GetRegistryScanningConfiguration: {},
  GetRepositoryPolicy: of,
  GetSigningConfiguration: {},
  InitiateLayerUpload: of,
  ListImageReferrers: { ...of, subjectId: { imageDigest: layerDigest } },
  ListImages: of,
  ListPullTimeUpdateExclusions: {},
  ListReplicationBackfills: { registryId },
  ListTagsForResource: { resourceArn: repositoryArn },
  PutAccountSetting: { name: 'BLOB_MOUNTING', value: 'ENABLED' },
  PutImage: { ...of, imageManifest: imageOf().bytes.toString(), imageTag: 'v2' },
  PutImageScanningConfiguration: { ...of, imageScanningConfiguration: { scanOnPush: true } },
  PutImageTagMutability: { ...of, imageTagMutability: 'IMMUTABLE' },
  PutLifecyclePolicy: { ...of, lifecyclePolicyText: '{"rules":[]}'.padEnd(100) },
  PutRegistryPolicy: { policyText: '{}' },
  PutRegistryScanningConfiguration: {},
  PutReplicationConfiguration: { replicationConfiguration: { rules: [] } },
  PutSigningConfiguration: { signingConfiguration: { rules: [] } },
  RegisterPullTimeUpdateExclusion: principal,
  SetRepositoryPolicy: { ...of, policyText: '{}' },
  StartImageScan: { ...of, imageId },
  StartLifecyclePolicyPreview: of,
  StartReplicationBackfill: { registryId, destination: { region: 'eu-west-1', registryId } },
  StopReplicationBackfill: backfill,
  TagResource: { resourceArn: repositoryArn, tags: [{ Key: 'a', Value: 'b' }] },
  UntagResource: { resourceArn: repositoryArn, tagKeys: ['team'] },
  UpdateImageStorageClass: { ...of, imageId, targetStorageClass: 'ARCHIVE' },
  UpdatePullThroughCacheRule: cachePrefix,
  UpdateRepositoryCreationTemplate: prefix,
  UploadLayerPart: { ...upload, partFirstByte: 0, partLastByte: 0, layerPartBlob: 'YQ==' },
  ValidatePullThroughCacheRule: cachePrefix,
}
