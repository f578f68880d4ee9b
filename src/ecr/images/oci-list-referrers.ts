import { all, type Work } from '../../database/statement.ts'
import type { ImageReferrer } from '../../generated/ecr.ts'
import { ociOperation, onRepository } from '../../operation.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import { selectReferrersAfter, selectReferrersOfTypeAfter } from './images.table.ts'
import { describeReferrer } from './list-image-referrers.ts'
import { maxManifestSizeBytes } from './manifest-rules.ts'
import type { StoredManifest } from './read-manifest.ts'

export interface ListReferrersInput {
  readonly repositoryName: string
  readonly subjectDigest: string
  /** Undefined for referrers of any type. */
  readonly artifactType: string | undefined
  /** Referrers up to this one were seen; 0 at the start. */
  readonly after: number
  readonly size: number
}

export interface ListReferrersOutput {
  readonly referrers: readonly ImageReferrer[]
  /** Where the next page starts; undefined on the last. */
  readonly next: number | undefined
}

/** Referrers: ListImageReferrers in the order they were pushed. A subject that isn't there has none. */
export const ociListReferrers = ociOperation<ListReferrersInput, ListReferrersOutput>({
  name: 'ListImageReferrers',
  access: (input, scope) => [onRepository('ecr:BatchGetImage', scope, input.repositoryName)],
  run(ctx, input, scope) {
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(placeOf(scope, input.repositoryName))
      return yield* pageOfReferrers(id, input)
    })
  },
})

/** Manifests are read a few at a time: their annotations are in them, and each may have 4 MiB. */
const batchSize = 8

/** A page is an index that clients read like any other, so it is no longer than a manifest may be. */
function* pageOfReferrers(repositoryId: number, input: ListReferrersInput): Work<ListReferrersOutput> {
  const referrers: ImageReferrer[] = []
  let sizeBytes = pageOverheadBytes
  let last = input.after
  while (input.size > 0) {
    const rows = yield* selectBatch(repositoryId, input, last)
    for (const row of rows) {
      const referrer = describeReferrer(row)
      sizeBytes += Buffer.byteLength(JSON.stringify(referrer)) + 1
      const isFull = referrers.length === input.size || (sizeBytes > maxManifestSizeBytes && referrers.length > 0)
      if (isFull) return { referrers, next: last }
      referrers.push(referrer)
      last = row.id
    }
    if (rows.length < batchSize) break
  }
  return { referrers, next: undefined }
}

/** What an index has around its descriptors. */
const pageOverheadBytes = 256

function selectBatch(repositoryId: number, input: ListReferrersInput, after: number): Work<StoredManifest[]> {
  const { subjectDigest, artifactType } = input
  const from = { repositoryId, subjectDigest, after, limit: batchSize }
  return artifactType === undefined
    ? all(selectReferrersAfter, from)
    : all(selectReferrersOfTypeAfter, { ...from, artifactType })
}
