import { iamOperation } from '../../request/operation.ts'
import { withGrant } from '../grant-access.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { attachPolicy } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html */
export const attachUserPolicy = iamOperation({
  name: 'AttachUserPolicy',
  effect: 'changes',
  ...withGrant(onUser('iam:AttachUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'user', name: input.UserName }, input.PolicyArn)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html */
export const attachGroupPolicy = iamOperation({
  name: 'AttachGroupPolicy',
  effect: 'changes',
  ...withGrant(onGroup('iam:AttachGroupPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'group', name: input.GroupName }, input.PolicyArn)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = iamOperation({
  name: 'AttachRolePolicy',
  effect: 'changes',
  ...withGrant(onRole('iam:AttachRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'role', name: input.RoleName }, input.PolicyArn)
    return {}
  },
})
