import type { Tag } from '../../generated/ecr.ts'
import { type Access, onRepository, type Scope } from '../../request/operation.ts'
import { requestTags } from '../../request/request-tags.ts'

/** Tags given at creation need the right to tag, too (Service Authorization Reference, dependent actions). */
export function onCreation(scope: Scope, repositoryName: string, tags: readonly Tag[] = []): readonly Access[] {
  const create = onRepository('ecr:CreateRepository', scope, repositoryName)
  if (tags.length === 0) return [create]
  const context = requestTags(tags)
  return [
    { ...create, context },
    { ...onRepository('ecr:TagResource', scope, repositoryName), context },
  ]
}
