import type { LayerAvailability, LayerFailure } from '../../generated/ecr.ts'
import type { DoorRules } from '../door-rules.ts'
import { quotas } from '../quotas.ts'
import { emptyUpload, layerPartTooSmall, layerTooLarge, tooManyLayerParts } from './errors.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

const hourMs = 60 * 60 * 1000

/** What InitiateLayerUpload recommends. */
export const recommendedPartSizeBytes = 10 * 1024 * 1024

/** An upload that nothing was added to for a day is given up. */
export const uploadLifetimeMs = 24 * hourMs

/** After so long without a word from whoever holds an upload, another server takes it as dead. */
export const leaseMs = 15_000
export const leaseRenewalMs = 5_000

/** How long a blob stays in a repository where no image names it. */
export const unreferencedLifetimeMs = 24 * hourMs

/** How long bytes outlive their row: longer than any download that began before. */
export const removalDelayMs = 24 * hourMs

/** A layer is only called present while a client has at least this long to name it in a manifest. */
const presenceMarginMs = hourMs

/** What says whether a layer can be used. */
export interface LayerUse {
  readonly unreferenced_since: number | null
  readonly available_at: number | null
}

/** What a client that asks for the layer can rely on. */
export function availabilityOf(layer: LayerUse, nowMs: number): LayerAvailability {
  const { unreferenced_since: since, available_at: from } = layer
  if (since === null) return from !== null && from <= nowMs ? 'AVAILABLE' : 'ARCHIVED'
  return since + unreferencedLifetimeMs - presenceMarginMs > nowMs ? 'AVAILABLE' : 'UNAVAILABLE'
}

/** Whether a client that is told «the layer is there» can rely on it. */
export function isPresent(layer: LayerUse, nowMs: number): boolean {
  return availabilityOf(layer, nowMs) === 'AVAILABLE'
}

/** What an upload's row says of its parts. */
export interface PartCount {
  readonly part_count: number
  readonly last_part_size: number
  readonly has_short_part: number
}

/**
 * The count with one more part: what was last before is last no more, and so must have had 5 MiB. A request that brought
 * nothing brought no part.
 */
export function countPart(rules: Pick<DoorRules, 'refusesManyParts'>, count: PartCount, sizeBytes: number): PartCount {
  const { part_count, last_part_size, has_short_part } = count
  if (sizeBytes === 0) return { part_count, last_part_size, has_short_part }
  if (rules.refusesManyParts && part_count >= quotas.partsPerLayer) throw tooManyLayerParts(quotas.partsPerLayer)
  const wasShort = part_count > 0 && last_part_size < quotas.smallestPartSizeBytes
  return { part_count: part_count + 1, last_part_size: sizeBytes, has_short_part: wasShort ? 1 : has_short_part }
}

/** Refuses a layer that is, or is going to be, of this size. */
export function refuseLargeLayer(sizeBytes: number): void {
  if (sizeBytes > quotas.layerSizeBytes) throw layerTooLarge(quotas.layerSizeBytes)
}

/** Refuses to complete an upload whose parts don't make a layer. */
export function refuseParts(
  rules: Pick<DoorRules, 'refusesEmptyLayers' | 'refusesSmallParts'>,
  key: RepositoryKey,
  upload: Pick<PartCount, 'has_short_part'> & { readonly uuid: string; readonly size: number },
): void {
  if (rules.refusesEmptyLayers && upload.size === 0) throw emptyUpload(key, upload.uuid)
  if (rules.refusesSmallParts && upload.has_short_part === 1) throw layerPartTooSmall()
}

/** Digests of BatchCheckLayerAvailability: a bad one fails by itself and not the call. */
export function decideDigestFailure(layerDigest: string): LayerFailure | undefined {
  if (layerDigest === '') {
    return {
      layerDigest,
      failureCode: 'MissingLayerDigest',
      failureReason: 'Invalid request parameters: layer digest cannot be null',
    }
  }
  if (!/^[a-zA-Z0-9\-_+.]+:[a-fA-F0-9]+$/.test(layerDigest)) {
    return {
      layerDigest,
      failureCode: 'InvalidLayerDigest',
      failureReason:
        "Invalid request parameters: layer digest should satisfy the regex '[a-zA-Z0-9-_+.]+:[a-fA-F0-9]+'",
    }
  }
  return undefined
}
