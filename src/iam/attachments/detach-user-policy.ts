import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { detachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachUserPolicy.html */
export const detachUserPolicy = iamOperation({
  name: 'DetachUserPolicy',
  ...withGrant(onUser('iam:DetachUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'user', name: input.UserName }, input.PolicyArn)
    return {}
  },
})
