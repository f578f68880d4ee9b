import { ociOperation, onImages } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { Referrer } from './referrer-rules.ts'
import { pageOfReferrers, type ReferrersPage, type ReferrersQuery } from './page-of-referrers.ts'

/** Those that can be pulled. */
export interface ListReferrersInput extends Omit<ReferrersQuery, 'artifactStatus'> {
  readonly repositoryName: string
}

export interface ListReferrersOutput extends Pick<ReferrersPage, 'next'> {
  readonly referrers: readonly Referrer[]
}

/** Referrers: ListImageReferrers with a plain position. A subject that isn't there has none. */
export const ociListReferrers = ociOperation<ListReferrersInput, ListReferrersOutput>({
  name: 'ListImageReferrers',
  effect: 'reads',
  access: (input, scope) => [
    onImages('ecr:BatchGetImage', scope, input.repositoryName, () => ({
      to: 'read',
      names: [{ imageDigest: input.subjectDigest }],
    })),
  ],
  run(ctx, input, scope) {
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      const { rows, next } = yield* pageOfReferrers(id, { ...input, artifactStatus: 'ACTIVE' }, ctx.clock.now())
      return { referrers: rows.map(({ referrer }) => referrer), next }
    })
  },
})
