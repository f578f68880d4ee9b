import { iamOperation } from '../../request/operation.ts'
import { withGrant } from '../grant-access.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { putInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html */
export const putUserPolicy = iamOperation({
  name: 'PutUserPolicy',
  effect: 'changes',
  ...withGrant(onUser('iam:PutUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'user', name: input.UserName }, input)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html */
export const putGroupPolicy = iamOperation({
  name: 'PutGroupPolicy',
  effect: 'changes',
  ...onGroup('iam:PutGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'group', name: input.GroupName }, input)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = iamOperation({
  name: 'PutRolePolicy',
  effect: 'changes',
  ...withGrant(onRole('iam:PutRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'role', name: input.RoleName }, input)
    return {}
  },
})
