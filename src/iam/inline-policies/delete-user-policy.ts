import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { deleteInlinePolicy } from './inline-policies.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html */
export const deleteUserPolicy = iamOperation({
  name: 'DeleteUserPolicy',
  ...withGrant(onUser('iam:DeleteUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'user', name: input.UserName }, input)
    return {}
  },
})
