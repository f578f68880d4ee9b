import { quotas } from '../quotas.ts'
import type { Manifest } from './manifest-rules.ts'

/** An image that names a subject, as the list of referrers shows it. */
export interface Referrer {
  readonly digest: string
  readonly mediaType: string
  readonly artifactType?: string
  readonly size: number
  readonly annotations?: Readonly<Record<string, string>>
}

/** What an annotation costs beside its bytes: short ones are what makes a page dear. */
const annotationWeight = 256

/** What an index has around its descriptors. */
const emptyPageWeight = 256

/** On `/v2/` a page is an index that clients read like any other, so it is no longer than a manifest may be. */
const maxPageWeight = quotas.manifestSizeBytes

/** Its descriptor as it is stored, and what it costs a page to hold it: never less than its bytes. */
export function describeReferrer(
  { mediaType, artifactType, annotations }: Manifest,
  digest: string,
  sizeBytes: number,
): { readonly descriptor: string; readonly weight: number } {
  const descriptor = JSON.stringify({
    digest,
    mediaType,
    artifactType: artifactType === '' ? undefined : artifactType,
    size: sizeBytes,
    annotations,
  } satisfies { [Member in keyof Referrer]: Referrer[Member] | undefined })
  const weight = Buffer.byteLength(descriptor) + annotationWeight * Object.keys(annotations ?? {}).length
  return { descriptor, weight }
}

export interface Weighed {
  readonly id: number
  readonly weight: number
}

/** How many of them a page holds: as many as were asked for and fit, and at least one. */
export function decidePageLength(candidates: readonly Weighed[], size: number): number {
  let weight = emptyPageWeight
  const full = candidates.slice(0, size).findIndex((each, index) => {
    weight += each.weight + 1
    return weight > maxPageWeight && index > 0
  })
  return full < 0 ? Math.min(size, candidates.length) : full
}
