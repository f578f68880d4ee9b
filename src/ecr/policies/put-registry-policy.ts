import { run } from '../../database/statement.ts'
import { bumpRegistryEpoch } from '../epochs.table.ts'
import { invalidRegistryPolicy } from '../errors.ts'
import { findPrincipals } from '../../iam/policies/policy-principals.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { formatResourcePolicy } from '../../standards/iam-policy/format-resource-policy.ts'
import { findAccountSetting } from '../registry/find-account-setting.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import { parseRegistryPolicy } from './parse-policy-text.ts'
import { upsertRegistryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'
import { fitsRegistry } from './statement-rules.ts'

const policyScope = 'REGISTRY_POLICY_SCOPE'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_PutRegistryPolicy.html */
export const putRegistryPolicy = operation({
  name: 'PutRegistryPolicy',
  effect: 'changes',
  access: () => [onRegistry('ecr:PutRegistryPolicy')],
  async run(ctx, { policyText: text }, scope) {
    const policy = parseRegistryPolicy(text)
    const policyText = await ctx.database.change(function* () {
      if (!fitsRegistry(policy, yield* findAccountSetting(scope.registry, policyScope))) throw invalidRegistryPolicy()
      const found = yield* findPrincipals(policy, ctx.settings)
      if ('unknown' in found) throw invalidRegistryPolicy(found.note)
      const stored = { principals: JSON.stringify(found.ids), document: formatResourcePolicy(text, 'pretty') }
      const { id } = yield* ensureRegistry(scope.registry)
      yield* run(upsertRegistryPolicy, { registryId: yield* bumpRegistryEpoch(id), ...stored })
      return yield* describePolicy(stored)
    })
    return { registryId: scope.registry.account, policyText }
  },
})
