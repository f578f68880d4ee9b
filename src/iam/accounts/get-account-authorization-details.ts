import { pageSizes } from '../../request/page-sizes.ts'
import type { EntityType } from '../../generated/iam.ts'
import { iamOperation, onRegistry } from '../../request/operation.ts'
import { chainedLists, type Part } from '../chained-lists.ts'
import { readPage } from '../pages.ts'
import { type Detail, groupDetails, ownPolicyDetails, policyDetailsOfAws, roleDetails, userDetails } from './details.ts'

const parts: Readonly<Record<EntityType, (account: string) => Part<Detail>>> = {
  User: userDetails,
  Group: groupDetails,
  Role: roleDetails,
  LocalManagedPolicy: ownPolicyDetails,
  AWSManagedPolicy: policyDetailsOfAws,
}

const sizes = pageSizes.accountDetails

const types = Object.keys(parts) as EntityType[]

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html: all who are in the account, what
 * they have, and all policies that say so. A page holds so many of them together.
 */
export const getAccountAuthorizationDetails = iamOperation({
  name: 'GetAccountAuthorizationDetails',
  effect: 'reads',
  access: () => [onRegistry('iam:GetAccountAuthorizationDetails')],
  async run(ctx, input, { caller: { account } }) {
    const { Filter: filter = [], Marker, MaxItems = sizes.default } = input
    const shown = types.filter((type) => filter.length === 0 || filter.includes(type))
    const asked = { Marker, MaxItems: Math.min(MaxItems, sizes.largest) }
    const { rows, paging } = await readPage(ctx, asked, {
      list: `iam details ${account} ${shown.join(' ')}`,
      ...chainedLists(shown.map((type) => parts[type](account))),
    })
    return {
      UserDetailList: rows.flatMap(({ row }) => row.user ?? []),
      GroupDetailList: rows.flatMap(({ row }) => row.group ?? []),
      RoleDetailList: rows.flatMap(({ row }) => row.role ?? []),
      Policies: rows.flatMap(({ row }) => row.policy ?? []),
      ...paging,
    }
  },
})
