import { iamOperation } from '../../request/operation.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { getInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html */
export const getUserPolicy = iamOperation({
  name: 'GetUserPolicy',
  effect: 'reads',
  ...onUser('iam:GetUserPolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { UserName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'user', name: UserName }, input)
    return { UserName, PolicyName, PolicyDocument }
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html */
export const getGroupPolicy = iamOperation({
  name: 'GetGroupPolicy',
  effect: 'reads',
  ...onGroup('iam:GetGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { GroupName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'group', name: GroupName }, input)
    return { GroupName, PolicyName, PolicyDocument }
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = iamOperation({
  name: 'GetRolePolicy',
  effect: 'reads',
  ...onRole('iam:GetRolePolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { RoleName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'role', name: RoleName }, input)
    return { RoleName, PolicyName, PolicyDocument }
  },
})
