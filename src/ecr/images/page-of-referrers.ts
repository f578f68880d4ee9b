import { all, type Work } from '../../database/statement.ts'
import { decidePageLength, type Referrer, type Weighed } from './referrer-rules.ts'
import { selectDescriptors, selectReferrersAfter, selectReferrersOfTypeAfter } from './referrers.table.ts'

export interface ReferrersQuery {
  readonly subjectDigest: string
  /** Referrers of any type where none are given. */
  readonly artifactTypes: readonly string[]
  /** Referrers up to this one were seen; 0 at the start. */
  readonly after: number
  readonly size: number
}

export interface ReferrersPage {
  readonly referrers: readonly Referrer[]
  /** After which one the next page starts; undefined on the last. */
  readonly next: number | undefined
}

/**
 * A page of the images that name a subject, in the order they were pushed. It may end early: what it costs is known before
 * any descriptor is read, so that annotations of any size hold nobody up.
 */
export function* pageOfReferrers(repositoryId: number, wanted: ReferrersQuery): Work<ReferrersPage> {
  // A client may ask for none, as on any list of `/v2/`.
  if (wanted.size === 0) return { referrers: [], next: undefined }
  const candidates = yield* findCandidates(repositoryId, wanted)
  const shown = candidates.slice(0, decidePageLength(candidates, wanted.size)).map(({ id }) => id)
  const rows = shown.length === 0 ? [] : yield* selectDescriptors(shown)
  return {
    referrers: rows.map(({ descriptor }) => JSON.parse(descriptor) as Referrer),
    next: shown.length < candidates.length ? shown.at(-1) : undefined,
  }
}

/** One more than the page may hold tells that there is more. */
function* findCandidates(repositoryId: number, wanted: ReferrersQuery): Work<readonly Weighed[]> {
  const { subjectDigest, artifactTypes, after, size } = wanted
  const from = { repositoryId, subjectDigest, after, limit: size + 1 }
  if (artifactTypes.length === 0) return yield* all(selectReferrersAfter, from)
  const found: Weighed[] = []
  for (const artifactType of new Set(artifactTypes)) {
    found.push(...(yield* all(selectReferrersOfTypeAfter, { ...from, artifactType })))
  }
  return found.sort((one, other) => one.id - other.id).slice(0, size + 1)
}
