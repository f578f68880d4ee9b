import { run } from '../../database/statement.ts'
import { invalidRegistryPolicy } from '../../errors.ts'
import { findPrincipals } from '../../iam/policies/policy-principals.ts'
import { onRegistry, operation } from '../../operation.ts'
import { formatRepositoryPolicy } from '../../standards/iam-policy/format-repository-policy.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import { bumpRegistryEpoch } from '../registry/registries.table.ts'
import { parseRegistryPolicy } from './parse-policy-text.ts'
import { upsertRegistryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html */
export const putRegistryPolicy = operation({
  name: 'PutRegistryPolicy',
  access: () => [onRegistry('ecr:PutRegistryPolicy')],
  async run(ctx, { policyText: text }, scope) {
    const policy = parseRegistryPolicy(text)
    const policyText = await ctx.database.change(function* () {
      const { id } = yield* ensureRegistry(scope)
      const ids = yield* findPrincipals(policy)
      if (ids === undefined) throw invalidRegistryPolicy()
      const stored = { principals: JSON.stringify(ids), document: formatRepositoryPolicy(text) }
      yield* run(upsertRegistryPolicy, { registry_id: id, ...stored })
      yield* run(bumpRegistryEpoch, { id })
      return yield* describePolicy(stored)
    })
    return { registryId: scope.registryId, policyText }
  },
})
