import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { putInlinePolicy } from './inline-policies.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPolicy.html */
export const putUserPolicy = iamOperation({
  name: 'PutUserPolicy',
  ...withGrant(onUser('iam:PutUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'user', name: input.UserName }, input)
    return {}
  },
})
