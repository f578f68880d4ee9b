import { all } from '../../database/statement.ts'
import type { ImageReferrer } from '../../generated/ecr.ts'
import { ociOperation, onRepository } from '../../operation.ts'
import { placeOf, requireRepository } from '../repositories/find-repository.ts'
import { selectReferrersAfter } from './images.table.ts'
import { describeReferrer } from './list-image-referrers.ts'

export interface ListReferrersInput {
  readonly repositoryName: string
  readonly subjectDigest: string
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
  run(ctx, { repositoryName, subjectDigest, after, size }, scope) {
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(placeOf(scope, repositoryName))
      const rows = yield* all(selectReferrersAfter, { repositoryId: id, subjectDigest, after, limit: size + 1 })
      const shown = rows.slice(0, size)
      return {
        referrers: shown.map(describeReferrer),
        next: rows.length > size ? shown.at(-1)?.id : undefined,
      }
    })
  },
})
