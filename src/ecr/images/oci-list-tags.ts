import { all } from '../../database/statement.ts'
import { ownTurn } from '../../platform/own-turn.ts'
import type { Context } from '../../request/context.ts'
import { ociOperation, onRepository } from '../../request/operation.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import type { ListInput, ListOutput } from '../repositories/oci-list-repositories.ts'
import { statusOf } from './storage-class-rules.ts'
import { selectTagsAfter } from './tags.table.ts'

export interface ListTagsInput extends ListInput {
  readonly repositoryName: string
}

/** `tags/list`: ListImages, tags of active images only and in bytewise order. */
export const ociListTags = ociOperation<ListTagsInput, ListOutput>({
  name: 'ListImages',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:ListImages', scope, input.repositoryName)],
  async run(ctx, { repositoryName, last, size }, scope) {
    const key = repositoryKey(scope, repositoryName)
    const names: string[] = []
    for (let step = await readActive(ctx, key, { after: last, limit: size + 1 }); ; ) {
      names.push(...step.names)
      if (names.length > size || step.last === undefined) break
      await ownTurn()
      step = await readActive(ctx, key, { after: step.last, limit: tagsAtOnce })
    }
    return { names: names.slice(0, size), hasMore: names.length > size }
  },
})

/** Where archived images leave room in the page, so many more tags are read in one turn of the event loop. */
const tagsAtOnce = 1_000

interface Step {
  readonly names: readonly string[]
  /** The last tag that was read, if there may be more. */
  readonly last: string | undefined
}

async function readActive(
  ctx: Context,
  key: RepositoryKey,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<Step> {
  const now = ctx.clock.now()
  const rows = await ctx.database.read(() => tagsAfter(key, after, limit))
  const active = rows.filter((row) => statusOf(row, now) === 'ACTIVE')
  return { names: active.map(({ name }) => name), last: rows.length < limit ? undefined : rows.at(-1)?.name }
}

function* tagsAfter(key: RepositoryKey, after: string, limit: number) {
  const { id: repositoryId } = yield* requireRepository(key)
  return yield* all(selectTagsAfter, { repositoryId, after, limit })
}
