import type { ImageName } from '../../errors.ts'
import { requestedImageNotFound } from '../errors.ts'
import type { ImageFailure, ImageStatus } from '../../generated/ecr.ts'
import { isTag } from '../../standards/oci/reference.ts'

/**
 * Image ids of the batch operations: a bad one fails by itself and not the call.
 * https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ImageFailure.html
 */
export function decideIdFailure(imageId: ImageName): ImageFailure | undefined {
  const { imageDigest, imageTag } = imageId
  if (imageDigest === undefined && imageTag === undefined) {
    return failure(imageId, 'MissingDigestAndTag', 'Invalid request parameters: both tag and digest cannot be null')
  }
  if (imageDigest !== undefined && !isImageDigest(imageDigest)) {
    return failure(
      imageId,
      'InvalidImageDigest',
      `Invalid request parameters: image digest should satisfy the regex '${digestRegex}'`,
    )
  }
  if (imageTag !== undefined && !isTag(imageTag)) {
    return failure(
      imageId,
      'InvalidImageTag',
      `Invalid request parameters: image tag should satisfy the regex '${tagRegex}'`,
    )
  }
  return undefined
}

/** Why a name means no image: there is none, or the one that has the digest does not have the tag. */
export type Missing = 'not found' | 'does not match'

export function missingFailure(imageId: ImageName, missing: Missing): ImageFailure {
  return missing === 'not found'
    ? failure(imageId, 'ImageNotFound', requestedImageNotFound)
    : failure(imageId, 'ImageTagDoesNotMatchDigest', 'Requested image tag does not match the image digest')
}

/** An image that can't be pulled. */
export function inaccessibleFailure(imageId: ImageName, status: ImageStatus): ImageFailure {
  return failure(imageId, 'ImageInaccessible', `Requested image is not active: its status is ${status}`)
}

/** Names the indexes that must be deleted first. */
export function referencedFailure(imageId: ImageName, parents: readonly string[]): ImageFailure {
  return failure(
    imageId,
    'ImageReferencedByManifestList',
    `Requested image referenced by manifest list: [${parents.join(', ')}]`,
  )
}

const digestRegex = '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'
const tagRegex = '[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}'

function isImageDigest(text: string): boolean {
  return text.length <= 256 && /^[a-zA-Z0-9\-_+.]+:[a-fA-F0-9]+$/.test(text)
}

function failure(
  imageId: ImageName,
  failureCode: NonNullable<ImageFailure['failureCode']>,
  failureReason: string,
): ImageFailure {
  return { imageId, failureCode, failureReason }
}
