import { operation } from '../../request/operation.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { tagKeys } from '../../request/request-tags.ts'
import { removeTags } from './change-tags.ts'
import { onTaggedRepository, taggedRepository } from './tagged-repository.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UntagResource.html */
export const untagResource = operation({
  name: 'UntagResource',
  effect: 'changes',
  access: (input, scope) => [
    { ...onTaggedRepository('ecr:UntagResource', scope, input.resourceArn), context: tagKeys(input.tagKeys) },
  ],
  async run(ctx, input, scope) {
    const key = taggedRepository(scope, input.resourceArn)
    await ctx.database.change(function* () {
      yield* removeTags(yield* requireRepository(key), input.tagKeys)
    })
    return {}
  },
})
