import { iamOperation } from '../../request/operation.ts'
import { onPath } from '../identity-access.ts'
import { listIdentities } from '../list-identities.ts'
import { describeUser } from './describe-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUsers.html */
export const listUsers = iamOperation({
  name: 'ListUsers',
  effect: 'reads',
  access: (input, scope) => [onPath('iam:ListUsers', scope, 'user', input.PathPrefix)],
  async run(ctx, input, { caller }) {
    const { rows, paging } = await listIdentities(ctx, caller.account, 'user', input)
    return { Users: rows.map(describeUser), ...paging }
  },
})
