import { all, type Work } from '../database/statement.ts'
import type { Repository } from '../ecr/repositories/repositories.table.ts'
import { setTags } from '../ecr/tagging/change-tags.ts'
import { requestTags } from '../request/request-tags.ts'
import { quotas } from '../ecr/quotas.ts'
import { problemOf } from '../ecr/tagging/tag-rules.ts'
import { selectTags } from '../ecr/tagging/tagging.table.ts'
import { type ServiceError } from '../errors.ts'
import { tooManyTags } from '../ecr/errors.ts'
import { taggingOperation } from '../request/operation.ts'
import { changeTags, onTaggedResources } from './change-tags.ts'
import { invalidTag } from './errors.ts'

const actions = { ofAll: 'tag:TagResources', ofEach: 'ecr:TagResource' }

/** https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_TagResources.html */
export const tagResources = taggingOperation({
  name: 'TagResources',
  effect: 'changes',
  access: (input, scope) => onTaggedResources(actions, scope, input.ResourceARNList, requestTags(tagsOf(input.Tags))),
  async run(ctx, input, scope) {
    for (const tag of tagsOf(input.Tags)) {
      const problem = problemOf(tag)
      if (problem !== undefined) throw invalidTag(problem)
    }
    const tags = new Map(Object.entries(input.Tags))
    return changeTags(ctx, scope, input.ResourceARNList, (repository) => addTags(repository, tags))
  },
})

const tagsOf = (tags: Readonly<Record<string, string>>) => Object.entries(tags).map(([Key, Value]) => ({ Key, Value }))

function* addTags(repository: Repository, tags: ReadonlyMap<string, string>): Work<ServiceError | undefined> {
  const stored = yield* all(selectTags, { repositoryId: repository.id })
  const keys = new Set([...stored.map(({ key }) => key), ...tags.keys()])
  if (keys.size > quotas.resourceTagsPerRepository) return tooManyTags(quotas.resourceTagsPerRepository)
  yield* setTags(repository, tags)
  return undefined
}
