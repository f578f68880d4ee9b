import { onRegistry, operation } from '../../request/operation.ts'
import { requireRegistryPolicy } from './require-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRegistryPolicy.html */
export const getRegistryPolicy = operation({
  name: 'GetRegistryPolicy',
  effect: 'reads',
  access: () => [onRegistry('ecr:GetRegistryPolicy')],
  async run(ctx, _input, scope) {
    const { policyText } = await ctx.database.read(() => requireRegistryPolicy(scope.registry))
    return { registryId: scope.registry.account, policyText }
  },
})
