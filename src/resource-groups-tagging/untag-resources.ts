import { tagKeys } from '../request/request-tags.ts'
import { removeTags } from '../ecr/tagging/change-tags.ts'
import { taggingOperation } from '../request/operation.ts'
import { changeTags, onTaggedResources } from './change-tags.ts'

const actions = { ofAll: 'tag:UntagResources', ofEach: 'ecr:UntagResource' }

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_UntagResources.html */
export const untagResources = taggingOperation({
  name: 'UntagResources',
  effect: 'changes',
  access: (input, scope) => onTaggedResources(actions, scope, input.ResourceARNList, tagKeys(input.TagKeys)),
  run: (ctx, input, scope) =>
    changeTags(ctx, scope, input.ResourceARNList, function* (repository) {
      yield* removeTags(repository, input.TagKeys)
      return undefined
    }),
})
