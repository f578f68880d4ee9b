import { iamOperation } from '../../request/operation.ts'
import { withGrant } from '../grant-access.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { detachPolicy } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html */
export const detachUserPolicy = iamOperation({
  name: 'DetachUserPolicy',
  effect: 'changes',
  ...withGrant(onUser('iam:DetachUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'user', name: input.UserName }, input.PolicyArn)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html */
export const detachGroupPolicy = iamOperation({
  name: 'DetachGroupPolicy',
  effect: 'changes',
  ...withGrant(onGroup('iam:DetachGroupPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'group', name: input.GroupName }, input.PolicyArn)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = iamOperation({
  name: 'DetachRolePolicy',
  effect: 'changes',
  ...withGrant(onRole('iam:DetachRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'role', name: input.RoleName }, input.PolicyArn)
    return {}
  },
})
