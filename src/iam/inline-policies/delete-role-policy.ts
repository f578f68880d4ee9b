import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { deleteInlinePolicy } from './inline-policies.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = iamOperation({
  name: 'DeleteRolePolicy',
  ...withGrant(onRole('iam:DeleteRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'role', name: input.RoleName }, input)
    return {}
  },
})
