import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { requireLifecyclePolicy } from './require-lifecycle-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetLifecyclePolicy.html */
export const getLifecyclePolicy = operation({
  name: 'GetLifecyclePolicy',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:GetLifecyclePolicy', scope, input.repositoryName)],
  async run(ctx, { repositoryName }, scope) {
    const { policy } = await ctx.database.read(() => requireLifecyclePolicy(repositoryKey(scope, repositoryName)))
    return {
      registryId: scope.registry.account,
      repositoryName,
      lifecyclePolicyText: policy.document,
      lastEvaluatedAt: policy.last_evaluated_at ?? neverEvaluated,
    }
  },
})

/** As ECR says it: the beginning of 1970. */
export const neverEvaluated = 0
