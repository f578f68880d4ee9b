import { run } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { exclusionNotFound } from './errors.ts'
import { deleteExclusion } from './exclusions.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_DeregisterPullTimeUpdateExclusion.html */
export const deregisterPullTimeUpdateExclusion = operation({
  name: 'DeregisterPullTimeUpdateExclusion',
  effect: 'changes',
  access: () => [onRegistry('ecr:DeregisterPullTimeUpdateExclusion')],
  async run(ctx, { principalArn }, { registry }) {
    await ctx.database.change(function* () {
      const id = yield* findRegistry(registry)
      const removed =
        id === undefined ? 0 : yield* run(deleteExclusion, { registry_id: id, principal_arn: principalArn })
      if (removed === 0) throw exclusionNotFound(registry.account, principalArn)
    })
    return { principalArn }
  },
})
