import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { deleteInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroupPolicy.html */
export const deleteGroupPolicy = iamOperation({
  name: 'DeleteGroupPolicy',
  ...onGroup('iam:DeleteGroupPolicy'),
  async run(ctx, input, { caller: { account } }) {
    await deleteInlinePolicy(ctx, { account, kind: 'group', name: input.GroupName }, input)
    return {}
  },
})
