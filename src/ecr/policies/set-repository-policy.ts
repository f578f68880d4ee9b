import { run } from '../../database/statement.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { principalNotFound, wouldLockOut } from '../errors.ts'
import { findPrincipals } from '../../iam/policies/policy-principals.ts'
import { onRepository, operation } from '../../request/operation.ts'
import { repositoryArn } from '../../standards/arn/registry-key.ts'
import { formatResourcePolicy } from '../../standards/iam-policy/format-resource-policy.ts'
import { findRepository, repositoryKey, requireRepository } from '../repositories/find-repository.ts'
import { parseRepositoryPolicy } from './parse-policy-text.ts'
import { upsertRepositoryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'

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
      const found = yield* findPrincipals(policy, ctx.settings)
      if ('unknown' in found) throw principalNotFound(found.note)
      const stored = { principals: JSON.stringify(found.ids), document: formatResourcePolicy(text, 'pretty') }
      yield* run(upsertRepositoryPolicy, { repositoryId: yield* bumpRepositoryEpoch(id), ...stored })
      return yield* describePolicy(stored)
    })
    return { registryId: scope.registry.account, repositoryName, policyText }
  },
})
