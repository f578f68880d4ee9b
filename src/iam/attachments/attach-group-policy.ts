import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { attachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachGroupPolicy.html */
export const attachGroupPolicy = iamOperation({
  name: 'AttachGroupPolicy',
  ...withGrant(onGroup('iam:AttachGroupPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'group', name: input.GroupName }, input.PolicyArn)
    return {}
  },
})
