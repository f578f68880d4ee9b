import { run } from '../../database/statement.ts'
import { operation } from '../../request/operation.ts'
import { describeTemplate } from './describe-template.ts'
import { requireTemplate } from './find-template.ts'
import { onTemplate } from './template-access.ts'
import { changePolicies } from './template-policies.ts'
import { changeSettings, columnsOf, settingsOf } from './template-rules.ts'
import { updateTemplate } from './templates.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_UpdateRepositoryCreationTemplate.html */
export const updateRepositoryCreationTemplate = operation({
  name: 'UpdateRepositoryCreationTemplate',
  effect: 'changes',
  access: (input, scope) => onTemplate('ecr:UpdateRepositoryCreationTemplate', scope, input),
  async run(ctx, input, { registry }) {
    const repositoryCreationTemplate = await ctx.database.change(function* () {
      const before = yield* requireTemplate(registry, input.prefix)
      const settings = changeSettings(settingsOf(before), input)
      const policies = yield* changePolicies(ctx, before, input)
      const after = { ...before, ...columnsOf(settings), ...policies, updated_at: ctx.clock.now() }
      yield* run(updateTemplate, after)
      return yield* describeTemplate(after)
    })
    return { registryId: registry.account, repositoryCreationTemplate }
  },
})
