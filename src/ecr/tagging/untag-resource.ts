import { run } from '../../database/statement.ts'
import { operation } from '../../request/operation.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { bumpRepositoryEpoch } from '../repositories/repositories.table.ts'
import { tagKeys } from '../../request/request-tags.ts'
import { onTaggedRepository, taggedRepository } from './tagged-repository.ts'
import { deleteTag } from './tagging.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  access: (input, scope) => [
    { ...onTaggedRepository('ecr:UntagResource', scope, input.resourceArn), context: tagKeys(input.tagKeys) },
  ],
  async run(ctx, input, scope) {
    const place = taggedRepository(scope, input.resourceArn)
    await ctx.database.change(function* () {
      const { id } = yield* requireRepository(place)
      for (const key of input.tagKeys) yield* run(deleteTag, { repositoryId: id, key })
      yield* run(bumpRepositoryEpoch, { id })
    })
    return {}
  },
})
