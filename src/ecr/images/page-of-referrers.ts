import { all, type Work } from '../../database/statement.ts'
import type { ArtifactStatus, ArtifactStatusFilter } from '../../generated/ecr.ts'
import { decidePageLength, type Referrer, type Weighed } from './referrer-rules.ts'
import {
  type AfterReferrer,
  selectDescriptors,
  selectReferrersAfter,
  selectReferrersOfStatusAfter,
  selectReferrersOfTypeAfter,
  selectReferrersOfTypeAndStatusAfter,
} from './referrers.table.ts'
import { rangeOf, type StatusRange, statusOf, type StoredStatus } from './storage-class-rules.ts'

export interface ReferrersQuery {
  readonly subjectDigest: string
  /** Referrers of any type where none are given. */
  readonly artifactTypes: readonly string[]
  /** Referrers up to this one were seen; 0 at the start. */
  readonly after: number
  readonly size: number
  readonly artifactStatus: ArtifactStatusFilter
}

export interface ListedReferrer {
  readonly referrer: Referrer
  readonly artifactStatus: ArtifactStatus
}

export interface ReferrersPage {
  readonly rows: readonly ListedReferrer[]
  /** After which one the next page starts; undefined on the last. */
  readonly next: number | undefined
}

/**
 * A page of the images that name a subject, in the order they were pushed. It may end early: what it costs is known before
 * any descriptor is read, so that annotations of any size hold nobody up.
 */
export function* pageOfReferrers(repositoryId: number, wanted: ReferrersQuery, nowMs: number): Work<ReferrersPage> {
  // A client may ask for none, as on any list of `/v2/`.
  if (wanted.size === 0) return { rows: [], next: undefined }
  const candidates = yield* findCandidates(repositoryId, wanted, nowMs)
  const shown = candidates.slice(0, decidePageLength(candidates, wanted.size))
  const described = shown.length === 0 ? [] : yield* selectDescriptors(shown.map(({ id }) => id))
  return {
    rows: shown.map((candidate, index) => ({
      referrer: JSON.parse(described[index]?.descriptor ?? '') as Referrer,
      artifactStatus: statusOf(candidate, nowMs),
    })),
    next: shown.length < candidates.length ? shown.at(-1)?.id : undefined,
  }
}

type Candidate = Weighed & StoredStatus

/** One more than the page may hold tells that there is more. */
function* findCandidates(repositoryId: number, wanted: ReferrersQuery, nowMs: number): Work<readonly Candidate[]> {
  const { subjectDigest, artifactTypes, artifactStatus, after, size } = wanted
  const from = { repositoryId, subjectDigest, after, limit: size + 1 }
  const find = artifactStatus === 'ANY' ? findAny(from) : findOfStatus({ ...from, ...rangeOf(artifactStatus, nowMs) })
  if (artifactTypes.length === 0) return yield* find(undefined)
  const found: Candidate[] = []
  for (const artifactType of new Set(artifactTypes)) found.push(...(yield* find(artifactType)))
  return found.sort((one, other) => one.id - other.id).slice(0, size + 1)
}

/** Finds referrers of a type, or of all. */
type Find = (artifactType: string | undefined) => Work<Candidate[]>

const findAny =
  (from: AfterReferrer): Find =>
  (artifactType) =>
    artifactType === undefined
      ? all(selectReferrersAfter, from)
      : all(selectReferrersOfTypeAfter, { ...from, artifactType })

const findOfStatus =
  (from: AfterReferrer & StatusRange): Find =>
  (artifactType) =>
    artifactType === undefined
      ? all(selectReferrersOfStatusAfter, from)
      : all(selectReferrersOfTypeAndStatusAfter, { ...from, artifactType })
