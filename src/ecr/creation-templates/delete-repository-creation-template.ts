import { run } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { describeTemplate } from './describe-template.ts'
import { requireTemplate } from './find-template.ts'
import { deleteTemplate } from './templates.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryCreationTemplate.html */
export const deleteRepositoryCreationTemplate = operation({
  name: 'DeleteRepositoryCreationTemplate',
  effect: 'changes',
  access: () => [onRegistry('ecr:DeleteRepositoryCreationTemplate')],
  async run(ctx, { prefix }, { registry }) {
    const repositoryCreationTemplate = await ctx.database.change(function* () {
      const template = yield* requireTemplate(registry, prefix)
      const { registry_id, namespace } = template
      yield* run(deleteTemplate, { registry_id, namespace })
      return yield* describeTemplate(template)
    })
    return { registryId: registry.account, repositoryCreationTemplate }
  },
})
