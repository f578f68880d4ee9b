import { run } from '../database/statement.ts'
import { tagKeys } from '../request/request-tags.ts'
import { deleteTag } from '../ecr/tagging/tagging.table.ts'
import { taggingOperation } from '../request/operation.ts'
import { changeTags, onTaggedResources } from './change-tags.ts'

const actions = { ofAll: 'tag:UntagResources', ofEach: 'ecr:UntagResource' }

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_UntagResources.html */
export const untagResources = taggingOperation({
  name: 'UntagResources',
  access: (input, scope) => onTaggedResources(actions, scope, input.ResourceARNList, tagKeys(input.TagKeys)),
  run: (ctx, input, scope) =>
    changeTags(ctx, scope, input.ResourceARNList, function* ({ id }) {
      for (const key of input.TagKeys) yield* run(deleteTag, { repositoryId: id, key })
      return undefined
    }),
})
