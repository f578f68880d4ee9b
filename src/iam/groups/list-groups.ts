import { iamOperation } from '../../request/operation.ts'
import { onPath } from '../identity-access.ts'
import { listIdentities } from '../list-identities.ts'
import { describeGroup } from './describe-group.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroups.html */
export const listGroups = iamOperation({
  name: 'ListGroups',
  effect: 'reads',
  access: (input, scope) => [onPath('iam:ListGroups', scope, 'group', input.PathPrefix)],
  async run(ctx, input, { caller }) {
    const { rows, paging } = await listIdentities(ctx, caller.account, 'group', input)
    return { Groups: rows.map(describeGroup), ...paging }
  },
})
