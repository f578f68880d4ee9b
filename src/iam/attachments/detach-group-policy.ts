import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { detachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachGroupPolicy.html */
export const detachGroupPolicy = iamOperation({
  name: 'DetachGroupPolicy',
  ...withGrant(onGroup('iam:DetachGroupPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'group', name: input.GroupName }, input.PolicyArn)
    return {}
  },
})
