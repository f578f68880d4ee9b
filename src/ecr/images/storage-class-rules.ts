import type { ImageStatus, TargetStorageClass } from '../../generated/ecr.ts'

/** What an image's row says of its status. */
export interface StoredStatus {
  readonly storage_class: TargetStorageClass
  readonly activated_at: number
}

/**
 * The status follows from the row and the time, so nothing has to happen when a restore ends:
 *
 *     ACTIVE ──archive──▶ ARCHIVED ──restore──▶ ACTIVATING ──activated_at──▶ ACTIVE
 *                            └──────────────push, at once──────────────────────▲
 */
export function statusOf({ storage_class, activated_at }: StoredStatus, nowMs: number): ImageStatus {
  if (storage_class === 'ARCHIVE') return 'ARCHIVED'
  return activated_at > nowMs ? 'ACTIVATING' : 'ACTIVE'
}

/** The rows that have a status, as an index finds them. */
export interface StatusRange {
  readonly storageClass: TargetStorageClass
  readonly activatedAfter: number
  readonly activatedUpTo: number
}

const always = { activatedAfter: -1, activatedUpTo: Number.MAX_SAFE_INTEGER }

/** `statusOf`, the other way round. */
export function rangeOf(status: ImageStatus, nowMs: number): StatusRange {
  if (status === 'ARCHIVED') return { ...always, storageClass: 'ARCHIVE' }
  const range = status === 'ACTIVE' ? { activatedUpTo: nowMs } : { activatedAfter: nowMs }
  return { ...always, ...range, storageClass: 'STANDARD' }
}

export interface Transition {
  readonly from: ImageStatus
  readonly to: TargetStorageClass
  /** Digests of the indexes in STANDARD that name the image. */
  readonly indexes: readonly string[]
}

/** Why an image can't be archived or restored by itself; undefined if it can. */
export function findObstacle({ from, to, indexes }: Transition): string | undefined {
  if (from === 'ACTIVATING') return 'Requested image is being restored'
  if (to === 'STANDARD') return from === 'ACTIVE' ? 'Requested image is not archived' : undefined
  if (from === 'ARCHIVED') return 'Requested image is archived already'
  return indexes.length === 0 ? undefined : `Requested image referenced by manifest list: [${indexes.join(', ')}]`
}
