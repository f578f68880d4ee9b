import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { attachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachUserPolicy.html */
export const attachUserPolicy = iamOperation({
  name: 'AttachUserPolicy',
  ...withGrant(onUser('iam:AttachUserPolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'user', name: input.UserName }, input.PolicyArn)
    return {}
  },
})
