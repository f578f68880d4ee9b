import { ociOperation, onImages } from '../../request/operation.ts'
import { parseDigest } from '../../standards/oci/digest.ts'
import { doorRules } from '../door-rules.ts'
import { placeOf } from '../repositories/find-repository.ts'
import { pushedImage, requireDigests } from './digest-rules.ts'
import { parseManifest } from './manifest-rules.ts'
import { storeImage } from './store-image.ts'

export interface PutManifestInput {
  readonly repositoryName: string
  /** The digest that the client pushes by; of any algorithm that ecrd knows. */
  readonly imageDigest: string | undefined
  /** The tag in the path, or those of `?tag=`. */
  readonly tags: readonly string[]
  readonly contentType: string | undefined
  readonly bytes: Buffer
}

export interface PutManifestOutput {
  readonly imageDigest: string
  readonly subjectDigest: string | undefined
}

/**
 * PutImage as `/v2/` has it: bytes instead of a string, several tags at once, and digests other than sha256.
 * https://github.com/opencontainers/distribution-spec/blob/v1.1.1/spec.md#pushing-manifests
 */
export const ociPutManifest = ociOperation<PutManifestInput, PutManifestOutput>({
  name: 'PutImage',
  access: (input, scope) => [
    onImages('ecr:PutImage', scope, input.repositoryName, () =>
      pushedImage(parseManifest(input.bytes, input.contentType), input.imageDigest, input.tags),
    ),
  ],
  async run(ctx, input, scope) {
    const place = placeOf(scope, input.repositoryName)
    const manifest = parseManifest(input.bytes, input.contentType)
    const algorithm = parseDigest(input.imageDigest ?? '')?.algorithm ?? 'sha256'
    const digests = requireDigests(place, manifest, algorithm, input.imageDigest)
    await storeImage(ctx, {
      place,
      ...digests,
      manifest,
      bytes: input.bytes,
      tags: input.tags,
      refusesSameAgain: doorRules[scope.door].refusesSameImageAgain,
    })
    return { imageDigest: digests.digest, subjectDigest: manifest.subjectDigest }
  },
})
