import { run } from '../../database/statement.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { deleteRepositoryPolicyRow } from './policies.table.ts'
import { requireRepositoryPolicy } from './require-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRepositoryPolicy.html */
export const deleteRepositoryPolicy = operation({
  name: 'DeleteRepositoryPolicy',
  effect: 'changes',
  access: (input, scope) => [onRepository('ecr:DeleteRepositoryPolicy', scope, input.repositoryName)],
  async run(ctx, { repositoryName }, scope) {
    const policyText = await ctx.database.change(function* () {
      const removed = yield* requireRepositoryPolicy(repositoryKey(scope, repositoryName))
      yield* run(deleteRepositoryPolicyRow, { repositoryId: yield* bumpRepositoryEpoch(removed.id) })
      return removed.policyText
    })
    return { registryId: scope.registry.account, repositoryName, policyText }
  },
})
