import { run } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { bumpRegistryEpoch } from '../epochs.table.ts'
import { deleteRegistryPolicyRow } from './policies.table.ts'
import { requireRegistryPolicy } from './require-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeleteRegistryPolicy.html */
export const deleteRegistryPolicy = operation({
  name: 'DeleteRegistryPolicy',
  effect: 'changes',
  access: () => [onRegistry('ecr:DeleteRegistryPolicy')],
  async run(ctx, _input, scope) {
    const policyText = await ctx.database.change(function* () {
      const removed = yield* requireRegistryPolicy(scope.registry)
      yield* run(deleteRegistryPolicyRow, { registryId: yield* bumpRegistryEpoch(removed.id) })
      return removed.policyText
    })
    return { registryId: scope.registry.account, policyText }
  },
})
