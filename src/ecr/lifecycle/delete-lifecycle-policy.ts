import { run } from '../../database/statement.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { neverEvaluated } from './get-lifecycle-policy.ts'
import { deleteLifecyclePolicyRow } from './lifecycle-policies.table.ts'
import { requireLifecyclePolicy } from './require-lifecycle-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteLifecyclePolicy.html */
export const deleteLifecyclePolicy = operation({
  name: 'DeleteLifecyclePolicy',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:DeleteLifecyclePolicy', scope, input.repositoryName)],
  async run(ctx, { repositoryName }, scope) {
    const deleted = await ctx.database.change(function* () {
      const { repository, policy } = yield* requireLifecyclePolicy(repositoryKey(scope, repositoryName))
      yield* run(deleteLifecyclePolicyRow, { repositoryId: repository.id })
      return policy
    })
    return {
      registryId: scope.registry.account,
      repositoryName,
      lifecyclePolicyText: deleted.document,
      lastEvaluatedAt: deleted.last_evaluated_at ?? neverEvaluated,
    }
  },
})
