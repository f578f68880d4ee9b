import { run } from '../../database/statement.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { wouldLockOut } from '../errors.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryArn } from '../../standards/arn/registry-key.ts'
import { findRepository, repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { parseRepositoryPolicy } from './parse-policy-text.ts'
import { upsertRepositoryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'
import { storedRepositoryPolicy } from './stored-repository-policy.ts'

const action = 'ecr:SetRepositoryPolicy'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_SetRepositoryPolicy.html */
export const setRepositoryPolicy = operation({
  name: 'SetRepositoryPolicy',
  effect: 'changes',
  *facts(input, scope) {
    const found = yield* findRepository(repositoryKey(scope, input.repositoryName))
    return { exists: found !== undefined }
  },
  access: (input, scope) => [onRepository(action, scope, input.repositoryName)],
  keeps(input, scope, { exists }) {
    // A repository that isn't there is another refusal.
    if (input.force === true || !exists) return undefined
    parseRepositoryPolicy(input.policyText, repositoryArn(scope.registry, input.repositoryName))
    const access = onRepository(action, scope, input.repositoryName)
    return { access, policyText: input.policyText, refusal: wouldLockOut }
  },
  async run(ctx, { repositoryName, policyText: text }, scope) {
    const policy = parseRepositoryPolicy(text, repositoryArn(scope.registry, repositoryName))
    const policyText = await ctx.database.change(function* () {
      const { id } = yield* requireRepository(repositoryKey(scope, repositoryName))
      const stored = yield* storedRepositoryPolicy(ctx, text, policy)
      yield* run(upsertRepositoryPolicy, { repositoryId: yield* bumpRepositoryEpoch(id), ...stored })
      return yield* describePolicy(stored)
    })
    return { registryId: scope.registry.account, repositoryName, policyText }
  },
})
