import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { putInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutGroupPolicy.html */
export const putGroupPolicy = iamOperation({
  name: 'PutGroupPolicy',
  ...onGroup('iam:PutGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'group', name: input.GroupName }, input)
    return {}
  },
})
