import { operation } from '../../request/operation.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { setTags } from './change-tags.ts'
import { requestTags } from '../../request/request-tags.ts'
import { parseTags } from './tag-rules.ts'
import { onTaggedRepository, taggedRepository } from './tagged-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_TagResource.html */
export const tagResource = operation({
  name: 'TagResource',
  effect: 'changes',
  access: (input, scope) => [
    { ...onTaggedRepository('ecr:TagResource', scope, input.resourceArn), context: requestTags(input.tags) },
  ],
  async run(ctx, input, scope) {
    const key = taggedRepository(scope, input.resourceArn)
    const tags = parseTags(input.tags)
    await ctx.database.change(function* () {
      yield* setTags(yield* requireRepository(key), tags)
    })
    return {}
  },
})
