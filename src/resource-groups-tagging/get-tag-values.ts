import { first, type Work } from '../database/statement.ts'
import { findRegistry } from '../ecr/registry/find-registry.ts'
import { onRegistry, type Scope, taggingOperation } from '../request/operation.ts'
import { listOf, openPaginationToken, paginationToken } from './pagination-token.ts'
import { selectFirstTagValue, selectNextTagValue } from './registry-tags.table.ts'
import { type SkippedPage, skipThrough } from './skip-through.ts'

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetTagValues.html */
export const getTagValues = taggingOperation({
  name: 'GetTagValues',
  effect: 'reads',
  access: () => [onRegistry('tag:GetTagValues')],
  async run(ctx, { Key: key, PaginationToken: token }, scope) {
    const list = listOf(`values ${key}`, scope)
    const after = openPaginationToken<string | undefined>(ctx, list, token, undefined)
    const { values, position } = await ctx.database.read(() => readValues(scope, key, after))
    return { TagValues: values, PaginationToken: paginationToken(ctx, list, position) }
  },
})

function* readValues(scope: Scope, key: string, start: string | undefined): Work<SkippedPage> {
  const registryId = yield* findRegistry(scope.registry)
  if (registryId === undefined) return { values: [], position: undefined }
  return yield* skipThrough(start, (after) =>
    after === undefined
      ? first(selectFirstTagValue, { registryId, key })
      : first(selectNextTagValue, { registryId, key, after }),
  )
}
