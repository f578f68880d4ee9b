import { all } from '../../database/statement.ts'
import { operation } from '../../request/operation.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { onTaggedRepository, taggedRepository } from './tagged-repository.ts'
import { selectTags } from './tagging.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListTagsForResource.html */
export const listTagsForResource = operation({
  name: 'ListTagsForResource',
  effect: 'reads',
  access: (input, scope) => [onTaggedRepository('ecr:ListTagsForResource', scope, input.resourceArn)],
  async run(ctx, input, scope) {
    const key = taggedRepository(scope, input.resourceArn)
    const rows = await ctx.database.read(function* () {
      const { id } = yield* requireRepository(key)
      return yield* all(selectTags, { repositoryId: id })
    })
    return { tags: rows.map(({ key, value }) => ({ Key: key, Value: value })) }
  },
})
