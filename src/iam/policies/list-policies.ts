import { iamOperation, onRegistry } from '../../request/operation.ts'
import { chainedLists } from '../chained-lists.ts'
import { readPage } from '../pages.ts'
import { listOwnPolicies, listPoliciesOfAws } from './list-managed-policies.ts'
import { describeManagedPolicy } from './managed-policy.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListPolicies.html: the account's own by name, then AWS's. */
export const listPolicies = iamOperation({
  name: 'ListPolicies',
  effect: 'reads',
  access: () => [onRegistry('iam:ListPolicies')],
  async run(ctx, input, { caller: { account } }) {
    const { Scope: whose = 'All', OnlyAttached, PathPrefix: pathPrefix, PolicyUsageFilter: usage } = input
    const filter = {
      pathPrefix,
      isAttached: OnlyAttached === true || usage === 'PermissionsPolicy',
      isBoundary: usage === 'PermissionsBoundary',
    }
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam policies ${account} ${JSON.stringify([whose, filter])}`,
      ...chainedLists([
        ...(whose === 'AWS' ? [] : [listOwnPolicies(account, filter)]),
        ...(whose === 'Local' ? [] : [listPoliciesOfAws(account, filter)]),
      ]),
    })
    return { Policies: rows.map(({ row: { policy, usage } }) => describeManagedPolicy(policy, usage)), ...paging }
  },
})
