import { all } from '../../database/statement.ts'
import { ociOperation, onRepository } from '../../request/operation.ts'
import { selectRepositoriesAfter } from './repositories.table.ts'

export interface ListInput {
  /** Names up to and with this one were seen. */
  readonly last: string
  readonly size: number
}

export interface ListOutput {
  readonly names: readonly string[]
  readonly hasMore: boolean
}

/** `_catalog`: DescribeRepositories, names only and in bytewise order. */
export const ociListRepositories = ociOperation<ListInput, ListOutput>({
  name: 'DescribeRepositories',
  effect: 'reads',
  access: (_input, scope) => [onRepository('ecr:DescribeRepositories', scope, '*')],
  async run(ctx, { last, size }, scope) {
    const rows = await ctx.database.read(() =>
      all(selectRepositoriesAfter, { ...scope.registry, after: last, limit: size + 1 }),
    )
    return { names: rows.slice(0, size).map((row) => row.name), hasMore: rows.length > size }
  },
})
