import { iamOperation } from '../../request/operation.ts'
import { withGrant } from '../grant-access.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { deleteInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPolicy.html */
export const deleteUserPolicy = iamOperation({
  name: 'DeleteUserPolicy',
  effect: 'changes',
  ...withGrant(onUser('iam:DeleteUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'user', name: input.UserName }, input)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html */
export const deleteGroupPolicy = iamOperation({
  name: 'DeleteGroupPolicy',
  effect: 'changes',
  ...onGroup('iam:DeleteGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'group', name: input.GroupName }, input)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePolicy.html */
export const deleteRolePolicy = iamOperation({
  name: 'DeleteRolePolicy',
  effect: 'changes',
  ...withGrant(onRole('iam:DeleteRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'role', name: input.RoleName }, input)
    return {}
  },
})
