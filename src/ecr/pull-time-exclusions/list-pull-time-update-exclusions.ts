import { all } from '../../database/statement.ts'
import { onRegistry, operation } from '../../request/operation.ts'
import { pageSizes } from '../../request/page-sizes.ts'
import { closePage, openPage } from '../pages.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { selectExclusionsAfter } from './exclusions.table.ts'

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_ListPullTimeUpdateExclusions.html: in the order of ARNs. */
export const listPullTimeUpdateExclusions = operation({
  name: 'ListPullTimeUpdateExclusions',
  effect: 'reads',
  access: () => [onRegistry('ecr:ListPullTimeUpdateExclusions')],
  async run(ctx, input, { registry }) {
    const list = `ListPullTimeUpdateExclusions ${registry.kind} ${registry.account} ${registry.region}`
    const size = input.maxResults ?? pageSizes.ecr.default
    const after = openPage(ctx, list, input, '')
    const found = await ctx.database.read(function* () {
      const registryId = yield* findRegistry(registry)
      return registryId === undefined ? [] : yield* all(selectExclusionsAfter, { registryId, after, limit: size + 1 })
    })
    const { rows, nextToken } = closePage(ctx, list, found, size, (row) => row.principal_arn)
    return { pullTimeUpdateExclusions: rows.map((row) => row.principal_arn), nextToken }
  },
})
