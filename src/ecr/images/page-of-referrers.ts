import { all, type Work } from '../../database/statement.ts'
import type { ImageReferrer } from '../../generated/ecr.ts'
import { selectReferrersAfter, selectReferrersOfTypesAfter } from './images.table.ts'
import { isObject, parseJsonObject } from './manifest-json.ts'
import { maxManifestSizeBytes } from './manifest-rules.ts'
import type { StoredManifest } from './read-manifest.ts'

export interface ReferrersQuery {
  readonly subjectDigest: string
  /** Referrers of any type where none are given. */
  readonly artifactTypes: readonly string[]
  /** Referrers up to this one were seen; 0 at the start. */
  readonly after: number
  readonly size: number
}

export interface ReferrersPage {
  readonly referrers: readonly ImageReferrer[]
  /** After which one the next page starts; undefined on the last. */
  readonly next: number | undefined
}

/** Manifests are read a few at a time: their annotations are in them, and each may have 4 MiB. */
const batchSize = 8

/** What an index has around its descriptors. */
const pageOverheadBytes = 256

/**
 * A page of the images that name a subject, in the order they were pushed. On `/v2/` it is an index that clients read like
 * any other, so it is no longer than a manifest may be; behind both doors that bounds what is held in memory.
 */
export function* pageOfReferrers(repositoryId: number, wanted: ReferrersQuery): Work<ReferrersPage> {
  const referrers: ImageReferrer[] = []
  let sizeBytes = pageOverheadBytes
  let last = wanted.after
  while (wanted.size > 0) {
    const rows = yield* selectBatch(repositoryId, wanted, last)
    for (const row of rows) {
      const referrer = describeReferrer(row)
      sizeBytes += Buffer.byteLength(JSON.stringify(referrer)) + 1
      const isFull = referrers.length === wanted.size || (sizeBytes > maxManifestSizeBytes && referrers.length > 0)
      if (isFull) return { referrers, next: last }
      referrers.push(referrer)
      last = row.id
    }
    if (rows.length < batchSize) break
  }
  return { referrers, next: undefined }
}

function selectBatch(repositoryId: number, wanted: ReferrersQuery, after: number): Work<StoredManifest[]> {
  const { subjectDigest, artifactTypes } = wanted
  const from = { repositoryId, subjectDigest, after, limit: batchSize }
  return artifactTypes.length === 0 ? all(selectReferrersAfter, from) : selectReferrersOfTypesAfter(from, artifactTypes)
}

/** Annotations are those of the referrer's manifest. */
function describeReferrer(image: StoredManifest): ImageReferrer {
  return {
    digest: image.digest,
    mediaType: image.media_type,
    artifactType: image.artifact_type === '' ? undefined : image.artifact_type,
    size: image.manifest.byteLength,
    annotations: annotations(image.manifest),
    artifactStatus: 'ACTIVE',
  }
}

function annotations(manifest: Uint8Array): Record<string, string> | undefined {
  const found = parseJsonObject(manifest)?.annotations
  if (!isObject(found)) return undefined
  return Object.fromEntries(
    Object.entries(found).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )
}
