import { run } from '../../database/statement.ts'
import { operation } from '../../request/operation.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { bumpRepositoryEpoch } from '../repositories/repositories.table.ts'
import { setTags } from './set-tags.ts'
import { requestTags } from '../../request/request-tags.ts'
import { parseTags } from './tag-rules.ts'
import { onTaggedRepository, taggedRepository } from './tagged-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  access: (input, scope) => [
    { ...onTaggedRepository('ecr:TagResource', scope, input.resourceArn), context: requestTags(input.tags) },
  ],
  async run(ctx, input, scope) {
    const place = taggedRepository(scope, input.resourceArn)
    const tags = parseTags(input.tags)
    await ctx.database.change(function* () {
      const repository = yield* requireRepository(place)
      yield* setTags(repository, tags)
      yield* run(bumpRepositoryEpoch, { id: repository.id })
    })
    return {}
  },
})
