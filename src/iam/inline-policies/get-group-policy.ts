import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { getInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroupPolicy.html */
export const getGroupPolicy = iamOperation({
  name: 'GetGroupPolicy',
  ...onGroup('iam:GetGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { GroupName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'group', name: GroupName }, input)
    return { GroupName, PolicyName, PolicyDocument }
  },
})
