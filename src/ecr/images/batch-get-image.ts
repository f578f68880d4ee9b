import { together, type Work } from '../../database/statement.ts'
import { type ImageName } from '../../errors.ts'
import { batchTooLarge } from '../errors.ts'
import type { BatchGetImageRequest, Image as ImageDescription, ImageFailure } from '../../generated/ecr.ts'
import { onImages, operation } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { findManifest } from './find-image.ts'
import { decideIdFailure, inaccessibleFailure, missingFailure } from './image-id-rules.ts'
import type { FoundManifest } from './manifests.table.ts'
import { quotas } from '../quotas.ts'
import { readWhole, recordPull, type StoredManifest } from './read-manifest.ts'
import { statusOf } from './storage-class-rules.ts'

/** A hundred ids may name the same image: together they get no more than a few of the largest manifests. */
const maxBatchSizeBytes = 4 * quotas.manifestSizeBytes

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_BatchGetImage.html */
export const batchGetImage = operation({
  name: 'BatchGetImage',
  effect: 'reads',
  access: (input, scope) => [
    onImages('ecr:BatchGetImage', scope, input.repositoryName, () => ({ to: 'read', names: input.imageIds })),
  ],
  async run(ctx, input, scope) {
    const { repositoryName } = input
    const { found, failures } = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, repositoryName))
      return yield* findEach(id, input, ctx.clock.now())
    })
    const images: ImageDescription[] = []
    for (const { imageId, image } of found) {
      const whole = await readWhole(ctx, image)
      if (whole === undefined) failures.push(missingFailure(imageId, 'not found'))
      else images.push({ registryId: scope.registry.account, repositoryName, ...described(whole, imageId) })
    }
    await recordPull(
      ctx,
      scope,
      found.map(({ image }) => image),
    )
    return { images, failures }
  },
})

function described({ digest, manifest, media_type }: StoredManifest, { imageTag }: ImageName): ImageDescription {
  return {
    imageId: { imageDigest: digest, imageTag },
    imageManifest: Buffer.from(manifest).toString(),
    imageManifestMediaType: media_type,
  }
}

interface Found {
  readonly imageId: ImageName
  readonly image: FoundManifest
}

function* findEach(
  repositoryId: number,
  { imageIds, acceptedMediaTypes }: BatchGetImageRequest,
  nowMs: number,
): Work<{ found: Found[]; failures: ImageFailure[] }> {
  const outcomes = yield* together(imageIds.map((imageId) => findOne(repositoryId, imageId, nowMs)))
  const found: Found[] = []
  const failures: ImageFailure[] = []
  let sizeBytes = 0
  for (const outcome of outcomes) {
    if (!('image' in outcome)) {
      failures.push(outcome)
      continue
    }
    sizeBytes += outcome.image.manifest_size
    if (sizeBytes > maxBatchSizeBytes) throw batchTooLarge(maxBatchSizeBytes)
    if (isAccepted(outcome, acceptedMediaTypes)) found.push(outcome)
    else failures.push(missingFailure(outcome.imageId, 'not found'))
  }
  return { found, failures }
}

function* findOne(repositoryId: number, imageId: ImageName, nowMs: number): Work<Found | ImageFailure> {
  const failure = decideIdFailure(imageId)
  if (failure !== undefined) return failure
  const image = yield* findManifest(repositoryId, imageId)
  if (typeof image === 'string') return missingFailure(imageId, image)
  const status = statusOf(image, nowMs)
  return status === 'ACTIVE' ? { imageId, image } : inaccessibleFailure(imageId, status)
}

/**
 * ECR converts between Docker's and OCI's manifests when a tag is asked for; ecrd serves what was pushed, since a
 * converted manifest has another digest. By digest nothing is ever converted, so another type is not found.
 */
function isAccepted({ imageId, image }: Found, accepted: readonly string[] | undefined): boolean {
  return accepted === undefined || imageId.imageDigest === undefined || accepted.includes(image.media_type)
}
