import type { Door } from '../request/operation.ts'
import { type DigestAlgorithm, parseDigest } from '../standards/oci/digest.ts'

/**
 * Where the two front doors differ. Everything else is one rule behind both.
 * The JSON API is exactly ECR; `/v2/` follows the OCI distribution specification where ECR's deviation only hurts.
 */
export interface DoorRules {
  /** The same digest and tag again: ImageAlreadyExistsException, or success. */
  readonly refusesSameImageAgain: boolean
  /** Bytes are named by their sha256 alone, or by whatever digest the client states. */
  readonly refusesOtherAlgorithms: boolean
  /** A layer that the repository has: LayerAlreadyExistsException, or success. */
  readonly refusesSameLayerAgain: boolean
  /** An upload without bytes: EmptyUploadException, or a blob of no bytes. */
  readonly refusesEmptyLayers: boolean
  /** All parts but the last have at least 5 MiB, or any size. */
  readonly refusesSmallParts: boolean
  /** A layer has 4,200 parts at most, or as many as its client sends chunks. */
  readonly refusesManyParts: boolean
  /** A layer that no image names can't be downloaded: LayerInaccessibleException. */
  readonly refusesUnreferencedDownloads: boolean
  /** Deleting an image's last tag deletes the image, or leaves it untagged. */
  readonly deletesImageWithLastTag: boolean
  /** A page size above the maximum: an error (by the model's checks, which the API makes), or the maximum. */
  readonly refusesLargePages: boolean
}

export const doorRules: Readonly<Record<Door, DoorRules>> = {
  api: {
    refusesSameImageAgain: true,
    refusesOtherAlgorithms: true,
    refusesSameLayerAgain: true,
    refusesEmptyLayers: true,
    refusesSmallParts: true,
    refusesManyParts: true,
    refusesUnreferencedDownloads: true,
    deletesImageWithLastTag: true,
    refusesLargePages: true,
  },
  oci: {
    refusesSameImageAgain: false,
    refusesOtherAlgorithms: false,
    refusesSameLayerAgain: false,
    refusesEmptyLayers: false,
    refusesSmallParts: false,
    refusesManyParts: false,
    refusesUnreferencedDownloads: false,
    deletesImageWithLastTag: false,
    refusesLargePages: false,
  },
}

/** What the bytes of a client that states this digest are hashed with. */
export function decideAlgorithm(
  rules: Pick<DoorRules, 'refusesOtherAlgorithms'>,
  statedDigest: string | undefined,
): DigestAlgorithm {
  if (rules.refusesOtherAlgorithms || statedDigest === undefined) return 'sha256'
  return parseDigest(statedDigest)?.algorithm ?? 'sha256'
}
