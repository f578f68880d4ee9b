import { first, run } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { quotas } from '../quotas.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import { exclusionAlreadyExists, tooManyExclusions } from './errors.ts'
import { countExclusions, insertExclusion } from './exclusions.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_RegisterPullTimeUpdateExclusion.html */
export const registerPullTimeUpdateExclusion = operation({
  name: 'RegisterPullTimeUpdateExclusion',
  effect: 'changes',
  access: () => [onRegistry('ecr:RegisterPullTimeUpdateExclusion')],
  async run(ctx, { principalArn }, { registry }) {
    const createdAt = ctx.clock.now()
    await ctx.database.change(function* () {
      const { id } = yield* ensureRegistry(registry)
      const exclusion = { registry_id: id, principal_arn: principalArn, created_at: createdAt }
      if ((yield* run(insertExclusion, exclusion)) === 0) throw exclusionAlreadyExists(registry.account, principalArn)
      const { count = 0 } = (yield* first(countExclusions, { registryId: id })) ?? {}
      const limit = quotas.pullTimeExclusionsPerRegistry
      if (count > limit) throw tooManyExclusions(registry.account, limit)
    })
    return { principalArn, createdAt }
  },
})
