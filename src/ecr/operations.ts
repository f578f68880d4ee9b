import type { EcrOperations } from '../generated/ecr.ts'
import type { AnyOperation } from '../request/operation.ts'
import { createRepositoryCreationTemplate } from './creation-templates/create-repository-creation-template.ts'
import { deleteRepositoryCreationTemplate } from './creation-templates/delete-repository-creation-template.ts'
import { describeRepositoryCreationTemplates } from './creation-templates/describe-repository-creation-templates.ts'
import { updateRepositoryCreationTemplate } from './creation-templates/update-repository-creation-template.ts'
import { batchDeleteImage } from './images/batch-delete-image.ts'
import { batchGetImage } from './images/batch-get-image.ts'
import { describeImages } from './images/describe-images.ts'
import { listImageReferrers } from './images/list-image-referrers.ts'
import { listImages } from './images/list-images.ts'
import { putImage } from './images/put-image.ts'
import { updateImageStorageClass } from './images/update-image-storage-class.ts'
import { batchCheckLayerAvailability } from './layers/batch-check-layer-availability.ts'
import { completeLayerUpload } from './layers/complete-layer-upload.ts'
import { getDownloadUrlForLayer } from './layers/get-download-url-for-layer.ts'
import { initiateLayerUpload } from './layers/initiate-layer-upload.ts'
import { uploadLayerPart } from './layers/upload-layer-part.ts'
import { putLifecyclePolicy } from './lifecycle/put-lifecycle-policy.ts'
import { getLifecyclePolicy } from './lifecycle/get-lifecycle-policy.ts'
import { deleteLifecyclePolicy } from './lifecycle/delete-lifecycle-policy.ts'
import { startLifecyclePolicyPreview } from './lifecycle/start-lifecycle-policy-preview.ts'
import { getLifecyclePolicyPreview } from './lifecycle/get-lifecycle-policy-preview.ts'
import { notImplemented } from './not-implemented.ts'
import { deleteRegistryPolicy } from './policies/delete-registry-policy.ts'
import { deleteRepositoryPolicy } from './policies/delete-repository-policy.ts'
import { deregisterPullTimeUpdateExclusion } from './pull-time-exclusions/deregister-pull-time-update-exclusion.ts'
import { listPullTimeUpdateExclusions } from './pull-time-exclusions/list-pull-time-update-exclusions.ts'
import { registerPullTimeUpdateExclusion } from './pull-time-exclusions/register-pull-time-update-exclusion.ts'
import { getAccountSetting } from './registry/get-account-setting.ts'
import { getRegistryPolicy } from './policies/get-registry-policy.ts'
import { getRepositoryPolicy } from './policies/get-repository-policy.ts'
import { putAccountSetting } from './registry/put-account-setting.ts'
import { putRegistryPolicy } from './policies/put-registry-policy.ts'
import { setRepositoryPolicy } from './policies/set-repository-policy.ts'
import { describeRegistry } from './registry/describe-registry.ts'
import { createRepository } from './repository-lifetime/create-repository.ts'
import { deleteRepository } from './repository-lifetime/delete-repository.ts'
import { describeRepositories } from './repositories/describe-repositories.ts'
import { putImageTagMutability } from './repositories/put-image-tag-mutability.ts'
import { listTagsForResource } from './tagging/list-tags-for-resource.ts'
import { tagResource } from './tagging/tag-resource.ts'
import { untagResource } from './tagging/untag-resource.ts'
import { getAuthorizationToken } from './tokens/get-authorization-token.ts'

/** Every operation of ECR's API; the compiler demands an entry for each that the model has. */
export const ecrOperations: Readonly<Record<keyof EcrOperations, AnyOperation>> = {
  BatchCheckLayerAvailability: batchCheckLayerAvailability,
  BatchDeleteImage: batchDeleteImage,
  BatchGetImage: batchGetImage,
  BatchGetRepositoryScanningConfiguration: notImplemented('BatchGetRepositoryScanningConfiguration'),
  CompleteLayerUpload: completeLayerUpload,
  CreatePullThroughCacheRule: notImplemented('CreatePullThroughCacheRule'),
  CreateRepository: createRepository,
  CreateRepositoryCreationTemplate: createRepositoryCreationTemplate,
  DeleteLifecyclePolicy: deleteLifecyclePolicy,
  DeletePullThroughCacheRule: notImplemented('DeletePullThroughCacheRule'),
  DeleteRegistryPolicy: deleteRegistryPolicy,
  DeleteRepository: deleteRepository,
  DeleteRepositoryCreationTemplate: deleteRepositoryCreationTemplate,
  DeleteRepositoryPolicy: deleteRepositoryPolicy,
  DeleteSigningConfiguration: notImplemented('DeleteSigningConfiguration'),
  DeregisterPullTimeUpdateExclusion: deregisterPullTimeUpdateExclusion,
  DescribeImageReplicationStatus: notImplemented('DescribeImageReplicationStatus'),
  DescribeImageScanFindings: notImplemented('DescribeImageScanFindings'),
  DescribeImageSigningStatus: notImplemented('DescribeImageSigningStatus'),
  DescribeImages: describeImages,
  DescribePullThroughCacheRules: notImplemented('DescribePullThroughCacheRules'),
  DescribeRegistry: describeRegistry,
  DescribeRepositories: describeRepositories,
  DescribeReplicationBackfillResults: notImplemented('DescribeReplicationBackfillResults'),
  DescribeRepositoryCreationTemplates: describeRepositoryCreationTemplates,
  GetAccountSetting: getAccountSetting,
  GetAuthorizationToken: getAuthorizationToken,
  GetDownloadUrlForLayer: getDownloadUrlForLayer,
  GetLifecyclePolicy: getLifecyclePolicy,
  GetLifecyclePolicyPreview: getLifecyclePolicyPreview,
  GetRegistryPolicy: getRegistryPolicy,
  GetRegistryScanningConfiguration: notImplemented('GetRegistryScanningConfiguration'),
  GetRepositoryPolicy: getRepositoryPolicy,
  GetSigningConfiguration: notImplemented('GetSigningConfiguration'),
  InitiateLayerUpload: initiateLayerUpload,
  ListImageReferrers: listImageReferrers,
  ListImages: listImages,
  ListPullTimeUpdateExclusions: listPullTimeUpdateExclusions,
  ListReplicationBackfills: notImplemented('ListReplicationBackfills'),
  ListTagsForResource: listTagsForResource,
  PutAccountSetting: putAccountSetting,
  PutImage: putImage,
  PutImageScanningConfiguration: notImplemented('PutImageScanningConfiguration'),
  PutImageTagMutability: putImageTagMutability,
  PutLifecyclePolicy: putLifecyclePolicy,
  PutRegistryPolicy: putRegistryPolicy,
  PutRegistryScanningConfiguration: notImplemented('PutRegistryScanningConfiguration'),
  PutReplicationConfiguration: notImplemented('PutReplicationConfiguration'),
  PutSigningConfiguration: notImplemented('PutSigningConfiguration'),
  RegisterPullTimeUpdateExclusion: registerPullTimeUpdateExclusion,
  SetRepositoryPolicy: setRepositoryPolicy,
  StartImageScan: notImplemented('StartImageScan'),
  StartLifecyclePolicyPreview: startLifecyclePolicyPreview,
  StartReplicationBackfill: notImplemented('StartReplicationBackfill'),
  StopReplicationBackfill: notImplemented('StopReplicationBackfill'),
  TagResource: tagResource,
  UntagResource: untagResource,
  UpdateImageStorageClass: updateImageStorageClass,
  UpdatePullThroughCacheRule: notImplemented('UpdatePullThroughCacheRule'),
  UpdateRepositoryCreationTemplate: updateRepositoryCreationTemplate,
  UploadLayerPart: uploadLayerPart,
  ValidatePullThroughCacheRule: notImplemented('ValidatePullThroughCacheRule'),
}
