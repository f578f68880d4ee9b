import { invalidParameterBecause, ServiceError } from '../../errors.ts'
import { inRepository } from '../errors.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

/** Failures of layers and their uploads, in ECR's words. */

export const uploadNotFound = (at: RepositoryKey, uploadId: string): ServiceError =>
  new ServiceError(
    'UploadNotFoundException',
    `The upload with id '${uploadId}' in the repository with name '${at.name}' in the registry with id '${at.account}' does not exist`,
  )

export const emptyUpload = (at: RepositoryKey, uploadId: string): ServiceError =>
  new ServiceError(
    'EmptyUploadException',
    `The upload with id '${uploadId}' ${inRepository(at)} cannot be completed because it does not have any parts`,
  )

/** A part that does not begin where the upload ends. */
export const wrongFirstByte = (at: RepositoryKey, uploadId: string, given: number, expected: number): ServiceError =>
  invalidLayerPart(at, uploadId, expected, `First byte of the layer part is ${given} instead of ${expected}`)

/** Another request went on with the upload, through another server, while the bytes of this one came. */
export const uploadOvertaken = (at: RepositoryKey, uploadId: string, received: number): ServiceError =>
  invalidLayerPart(at, uploadId, received, 'Another request has gone on with this upload meanwhile')

/** A part whose stated range and length disagree. */
export const wrongPartLength = (
  at: RepositoryKey,
  uploadId: string,
  received: number,
  stated: number,
  given: number,
): ServiceError =>
  invalidLayerPart(at, uploadId, received, `Layer part size is ${given} instead of ${stated}: the size is not valid`)

const invalidLayerPart = (at: RepositoryKey, uploadId: string, received: number, sentence: string): ServiceError =>
  new ServiceError('InvalidLayerPartException', sentence, {
    registryId: at.account,
    repositoryName: at.name,
    uploadId,
    ...(received > 0 ? { lastValidByteReceived: received - 1 } : {}),
  })

export const layerPartTooSmall = (): ServiceError =>
  new ServiceError('LayerPartTooSmallException', 'All layer parts except the last part should be at least 5MB')

export const digestMismatch = (): ServiceError =>
  new ServiceError('InvalidLayerException', 'None of the provided layer digests match the calculated layer digest')

export const layerAlreadyExists = (at: RepositoryKey, digest: string): ServiceError =>
  new ServiceError('LayerAlreadyExistsException', `Layer with digest '${digest}' already exists ${inRepository(at)}`)

export const layerNotFound = (at: RepositoryKey, digest: string): ServiceError =>
  new ServiceError(
    'LayersNotFoundException',
    `The layer with digest '${digest}' does not exist in the repository with name '${at.name}' in the registry with id '${at.account}'`,
  )

export const layerInaccessible = (at: RepositoryKey, digest: string): ServiceError =>
  new ServiceError(
    'LayerInaccessibleException',
    `Layer with digest '${digest}' is not associated with any image ${inRepository(at)}`,
  )

export const layerArchived = (at: RepositoryKey, digest: string): ServiceError =>
  new ServiceError(
    'LayerInaccessibleException',
    `Layer with digest '${digest}' is not associated with any active image ${inRepository(at)}`,
  )

/** Only on `/v2/`, where a layer can be deleted by itself; worded like ECR's refusal to delete what an index names. */
export const layerInUse = (digest: string, imageDigest: string): ServiceError =>
  invalidParameterBecause(`Requested layer ${digest} referenced by image: [${imageDigest}]`)

export const layerTooLarge = (limitBytes: number): ServiceError =>
  new ServiceError('LimitExceededException', `The layer exceeds the maximum size of ${limitBytes} bytes`)

export const tooManyLayerParts = (limit: number): ServiceError =>
  new ServiceError('LimitExceededException', `The maximum number of parts per layer (${limit}) has been reached`)

/** AWS throttles whoever opens too many; how many those are it doesn't say. */
export const tooManyUploads = (limit: number): ServiceError =>
  new ServiceError(
    'ThrottlingException',
    `Rate exceeded: ${limit} uploads are open. Complete some, or wait until they are given up.`,
  )
