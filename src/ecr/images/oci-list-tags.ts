import { all } from '../../database/statement.ts'
import { ociOperation, onRepository } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { ListInput, ListOutput } from '../repositories/oci-list-repositories.ts'
import { selectTagNamesAfter } from './tags.table.ts'

export interface ListTagsInput extends ListInput {
  readonly repositoryName: string
}

/** `tags/list`: ListImages, tags only and in bytewise order. */
export const ociListTags = ociOperation<ListTagsInput, ListOutput>({
  name: 'ListImages',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:ListImages', scope, input.repositoryName)],
  run(ctx, { repositoryName, last, size }, scope) {
    return ctx.database.read(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, repositoryName))
      const rows = yield* all(selectTagNamesAfter, { repositoryId: id, after: last, limit: size + 1 })
      return { names: rows.slice(0, size).map((row) => row.name), hasMore: rows.length > size }
    })
  },
})
