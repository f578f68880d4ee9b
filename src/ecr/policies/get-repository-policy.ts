import { onRepository, operation } from '../../request/operation.ts'
import { repositoryKey } from '../repositories/find-repository.ts'
import { requireRepositoryPolicy } from './require-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetRepositoryPolicy.html */
export const getRepositoryPolicy = operation({
  name: 'GetRepositoryPolicy',
  effect: 'reads',
  access: (input, scope) => [onRepository('ecr:GetRepositoryPolicy', scope, input.repositoryName)],
  async run(ctx, { repositoryName }, scope) {
    const { policyText } = await ctx.database.read(() => requireRepositoryPolicy(repositoryKey(scope, repositoryName)))
    return { registryId: scope.registry.account, repositoryName, policyText }
  },
})
