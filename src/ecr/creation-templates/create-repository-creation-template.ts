import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import type { CreateRepositoryCreationTemplateRequest, RepositoryCreationTemplate } from '../../generated/ecr.ts'
import { operation } from '../../request/operation.ts'
import type { RegistryKey } from '../../standards/arn/registry-key.ts'
import { quotas } from '../quotas.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import { describeTemplate } from './describe-template.ts'
import { templateAlreadyExists, tooManyTemplates } from './errors.ts'
import { onTemplate } from './template-access.ts'
import { changePolicies, noPolicies } from './template-policies.ts'
import { changeSettings, columnsOf, initialSettings, namespaceOf } from './template-rules.ts'
import { countTemplates, insertTemplate } from './templates.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepositoryCreationTemplate.html */
export const createRepositoryCreationTemplate = operation({
  name: 'CreateRepositoryCreationTemplate',
  effect: 'changes',
  access: (input, scope) => onTemplate('ecr:CreateRepositoryCreationTemplate', scope, input),
  async run(ctx, input, { registry }) {
    const repositoryCreationTemplate = await ctx.database.change(() => addTemplate(ctx, registry, input))
    return { registryId: registry.account, repositoryCreationTemplate }
  },
})

function* addTemplate(
  ctx: Context,
  key: RegistryKey,
  input: CreateRepositoryCreationTemplateRequest,
): Work<RepositoryCreationTemplate> {
  const settings = changeSettings(initialSettings, input)
  const policies = yield* changePolicies(ctx, noPolicies, input)
  const { id: registry_id } = yield* ensureRegistry(key)
  const { prefix } = input
  const now = ctx.clock.now()
  const template = {
    ...{ registry_id, namespace: namespaceOf(prefix), prefix },
    ...columnsOf(settings),
    ...policies,
    ...{ created_at: now, updated_at: now },
  }
  if ((yield* run(insertTemplate, template)) === 0) throw templateAlreadyExists(key.account, prefix)
  const { count = 0 } = (yield* first(countTemplates, { registryId: registry_id })) ?? {}
  const limit = quotas.templatesPerRegistry
  if (count > limit) throw tooManyTemplates(key.account, limit)
  return yield* describeTemplate(template)
}
