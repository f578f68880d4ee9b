import { ociOperation, onImages } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { pageOfReferrers, type ReferrersPage, type ReferrersQuery } from './page-of-referrers.ts'

export interface ListReferrersInput extends ReferrersQuery {
  readonly repositoryName: string
}

/** Referrers: ListImageReferrers with a plain position. A subject that isn't there has none. */
export const ociListReferrers = ociOperation<ListReferrersInput, ReferrersPage>({
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
      return yield* pageOfReferrers(id, input)
    })
  },
})
