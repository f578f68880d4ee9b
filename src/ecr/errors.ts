import {
  type ImageName,
  invalidParameter,
  invalidParameterBecause,
  type OperatorNote,
  ServiceError,
} from '../errors.ts'
import type { RepositoryKey } from '../standards/arn/registry-key.ts'

export const inRepository = (at: RepositoryKey): string =>
  `in the repository with name '${at.name}' in registry with id '${at.account}'`
export const intoRepository = (at: RepositoryKey): string =>
  `required for pushing image into repository with name '${at.name}' in the registry with id '${at.account}' do not exist`

/** ECR prints a pattern of its own here, older than its model's. */
export const invalidRepositoryName = (field = 'repositoryName'): ServiceError =>
  invalidParameter(
    field,
    "must satisfy regular expression '(?:[a-z0-9]+(?:[._-][a-z0-9]+)*/)*[a-z0-9]+(?:[._-][a-z0-9]+)*'",
  )

// ── repositories ────────────────────────────────────────────────────────────────────────────────

export const repositoryNotFound = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'RepositoryNotFoundException',
    `The repository with name '${at.name}' does not exist in the registry with id '${at.account}'`,
  )

export const repositoryAlreadyExists = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'RepositoryAlreadyExistsException',
    `The repository with name '${at.name}' already exists in the registry with id '${at.account}'`,
  )

export const repositoryNotEmpty = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'RepositoryNotEmptyException',
    `The repository with name '${at.name}' in registry with id '${at.account}' cannot be deleted because it still contains images`,
  )

export const tooManyRepositories = (registryId: string, limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of repositories (${limit}) has been reached in the registry with id '${registryId}'`,
  )

export const tooManyTags = (limit: number): ServiceError =>
  new ServiceError('TooManyTagsException', `The number of tags exceeds the limit of ${limit} tags per repository.`)

export const invalidTag = (sentence: string): ServiceError => new ServiceError('InvalidTagParameterException', sentence)

// ── policies ────────────────────────────────────────────────────────────────────────────────────

export const invalidRepositoryPolicy = (): ServiceError =>
  invalidParameter('PolicyText', 'Invalid repository policy provided')

/** A principal that a repository's policy names does not exist. */
export const principalNotFound = (note: OperatorNote): ServiceError =>
  invalidParameter('PolicyText', 'Principal not found', note)

export const invalidRegistryPolicy = (note?: OperatorNote): ServiceError =>
  invalidParameter('PolicyText', 'Invalid registry policy provided', note)

export const wouldLockOut = (): ServiceError =>
  invalidParameter(
    'PolicyText',
    'The policy would prevent you from setting another one: use force to set it all the same',
  )

export const repositoryPolicyNotFound = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'RepositoryPolicyNotFoundException',
    `Repository policy does not exist for the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

export const registryPolicyNotFound = (registryId: string): ServiceError =>
  new ServiceError(
    'RegistryPolicyNotFoundException',
    `Registry policy does not exist in the registry with id '${registryId}'`,
  )

// ── lifecycle ───────────────────────────────────────────────────────────────────────────────────

export const lifecyclePolicyNotFound = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'LifecyclePolicyNotFoundException',
    `Lifecycle policy does not exist for the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

/** ECR's own words for this and the next are not known. */
export const previewNotFound = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'LifecyclePolicyPreviewNotFoundException',
    `Lifecycle policy preview does not exist for the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

export const previewInProgress = (at: RepositoryKey): ServiceError =>
  new ServiceError(
    'LifecyclePolicyPreviewInProgressException',
    `Lifecycle policy preview is in progress for the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

// ── images ──────────────────────────────────────────────────────────────────────────────────────

export const imageNotFound = (at: RepositoryKey, image: ImageName): ServiceError =>
  new ServiceError(
    'ImageNotFoundException',
    `The image with imageId {imageDigest:'${image.imageDigest ?? 'null'}', imageTag:'${image.imageTag ?? 'null'}'} does not exist within the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

/** An id without digest and tag. */
export const unnamedImage = (field: string): ServiceError =>
  invalidParameter(field, 'both tag and digest cannot be null')

export const storageClassUpdateNotSupported = (reason: string): ServiceError =>
  new ServiceError('ImageStorageClassUpdateNotSupportedException', reason)

/** A push restores an archived image with its children and referrers. */
export const tooManyToRestore = (limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of images restored together (${limit}) has been reached`,
  )

export const imageAlreadyExists = (at: RepositoryKey, digest: string, tag: string | undefined): ServiceError =>
  new ServiceError(
    'ImageAlreadyExistsException',
    `Image with digest '${digest}' and tag '${tag ?? 'null'}' already exists ${inRepository(at)}`,
  )

export const imageTagAlreadyExists = (at: RepositoryKey, tag: string): ServiceError =>
  new ServiceError(
    'ImageTagAlreadyExistsException',
    `The image tag '${tag}' already exists in the '${at.name}' repository and cannot be overwritten because the tag is immutable.`,
  )

export const imageDigestDoesNotMatch = (at: RepositoryKey, digest: string): ServiceError =>
  new ServiceError(
    'ImageDigestDoesNotMatchException',
    `The image with digest '${digest}' in repository '${at.name}' and registry ID '${at.account}' does not match the image digest that Amazon ECR has calculated.`,
  )

export const layersNotFound = (at: RepositoryKey, digests: readonly string[]): ServiceError =>
  new ServiceError('LayersNotFoundException', `Layers with digests '[${digests.join(', ')}]' ${intoRepository(at)}`)

export const referencedImagesNotFound = (at: RepositoryKey, digests: readonly string[]): ServiceError =>
  new ServiceError(
    'ReferencedImagesNotFoundException',
    `Images with digests '[${digests.join(', ')}]' ${intoRepository(at)}`,
  )

/** Also for documents that are JSON but no manifest that ECR takes: it says no more than this. */
export const invalidManifest = (): ServiceError => invalidParameter('ImageManifest', 'Invalid JSON syntax')

/** In the words in which the model's own bound, which counts characters, is told. */
export const manifestTooLarge = (limitBytes: number): ServiceError =>
  invalidParameter('imageManifest', `Member must have length less than or equal to ${limitBytes}`)

export const tooManyReferences = (limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of layers or images per manifest (${limit}) has been reached`,
  )

export const tooManyTagsToDecide = (): ServiceError =>
  invalidParameter('imageIds', 'Policies ask about more tags of these images than can be decided about at once')

export const tooManyImageTags = (limit: number): ServiceError =>
  new ServiceError('LimitExceededException', `The maximum number of tags per image (${limit}) has been reached`)

export const tooManyImages = (at: RepositoryKey, limit: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The maximum number of images per repository (${limit}) has been reached ${inRepository(at)}`,
  )

/** An answer has no pages here, so its size is limited. */
export const batchTooLarge = (limitBytes: number): ServiceError =>
  new ServiceError(
    'LimitExceededException',
    `The manifests of the requested images exceed the maximum size of ${limitBytes} bytes for one request`,
  )

/** `/v2/` says it in one sentence, whatever was asked for. */
export const requestedImageNotFound = 'Requested image not found'

/** Worded so by ECR on both doors. */
export const imageInUse = (reason: string): ServiceError => invalidParameterBecause(reason)
