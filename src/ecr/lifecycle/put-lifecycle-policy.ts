import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { normalForm, parseLifecyclePolicy } from './policy-rules.ts'
import { putPolicy } from './put-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutLifecyclePolicy.html */
export const putLifecyclePolicy = operation({
  name: 'PutLifecyclePolicy',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:PutLifecyclePolicy', scope, input.repositoryName)],
  async run(ctx, { repositoryName, lifecyclePolicyText: text }, scope) {
    const lifecyclePolicyText = normalForm(parseLifecyclePolicy(text))
    await ctx.database.change(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, repositoryName))
      yield* putPolicy(ctx, id, lifecyclePolicyText)
    })
    return { registryId: scope.registry.account, repositoryName, lifecyclePolicyText }
  },
})
