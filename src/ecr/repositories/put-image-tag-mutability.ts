import { run } from '../../database/statement.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from './find-repository.ts'
import { describeMutability, parseMutability } from './mutability-rules.ts'
import { updateTagMutability } from './repositories.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutImageTagMutability.html */
export const putImageTagMutability = operation({
  name: 'PutImageTagMutability',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:PutImageTagMutability', scope, input.repositoryName)],
  async run(ctx, input, scope) {
    const setting = parseMutability(input)
    await ctx.database.change(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, input.repositoryName))
      yield* run(updateTagMutability, {
        id,
        tagMutability: setting.tagMutability,
        tagMutabilityExclusions: JSON.stringify(setting.exclusions),
      })
    })
    return {
      registryId: scope.registry.account,
      repositoryName: input.repositoryName,
      ...describeMutability(setting),
    }
  },
})
