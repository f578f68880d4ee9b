import { first, type Work } from '../database/statement.ts'
import { findRegistry } from '../ecr/registry/find-registry.ts'
import { onRegistry, type Scope, taggingOperation } from '../request/operation.ts'
import { listOf, openPaginationToken, paginationToken } from './pagination-token.ts'
import { selectNextTagKey } from './registry-tags.table.ts'
import { type SkippedPage, skipThrough } from './skip-through.ts'

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetTagKeys.html */
export const getTagKeys = taggingOperation({
  name: 'GetTagKeys',
  effect: 'reads',
  access: () => [onRegistry('tag:GetTagKeys')],
  async run(ctx, input, scope) {
    const list = listOf('keys', scope)
    const after = openPaginationToken(ctx, list, input.PaginationToken, '')
    const { values, position } = await ctx.database.read(() => readKeys(scope, after))
    return { TagKeys: values, PaginationToken: paginationToken(ctx, list, position) }
  },
})

function* readKeys(scope: Scope, start: string): Work<SkippedPage> {
  const registryId = yield* findRegistry(scope.registry)
  if (registryId === undefined) return { values: [], position: undefined }
  return yield* skipThrough(start, (after = '') => first(selectNextTagKey, { registryId, after }))
}
