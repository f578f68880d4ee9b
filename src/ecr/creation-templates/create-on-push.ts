import type { Operation } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { onCreation } from '../repository-lifetime/creation-access.ts'
import { createFromTemplate } from './create-from-template.ts'
import { findTemplateFor } from './find-template.ts'
import { settingsOf } from './template-rules.ts'
import type { Template } from './templates.table.ts'

/** The repository that a push is to. */
export interface PushTarget {
  readonly repositoryName: string
}

/**
 * CreateRepository for a push to a repository that is missing, through either door; the pipeline runs it where the push itself was
 * allowed and found no repository (pipeline/pipeline.ts). Whether the repository is there now.
 *
 * The right to create is asked for whether there is a template or not, and where there is none nothing is written.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-creation-templates.html
 */
export const createOnPush: Operation<PushTarget, boolean, Template | undefined> = {
  service: 'ecr',
  name: 'CreateRepository',
  effect: 'changes',
  facts: ({ repositoryName }, scope) => findTemplateFor(repositoryKey(scope, repositoryName), 'CREATE_ON_PUSH'),
  access: ({ repositoryName }, scope, template) => onCreation(scope, repositoryName, tagsOf(template)),
  async run(ctx, { repositoryName }, scope, template) {
    if (template === undefined) return false
    const key = repositoryKey(scope, repositoryName)
    return (await ctx.database.change(() => createFromTemplate(ctx, key, 'CREATE_ON_PUSH'))) !== undefined
  },
}

function tagsOf(template: Template | undefined) {
  if (template === undefined) return []
  return Array.from(settingsOf(template).tags, ([Key, Value]) => ({ Key, Value }))
}
