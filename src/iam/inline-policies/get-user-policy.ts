import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { getInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUserPolicy.html */
export const getUserPolicy = iamOperation({
  name: 'GetUserPolicy',
  ...onUser('iam:GetUserPolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { UserName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'user', name: UserName }, input)
    return { UserName, PolicyName, PolicyDocument }
  },
})
