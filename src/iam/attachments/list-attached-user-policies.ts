import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { listAttached } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html */
export const listAttachedUserPolicies = iamOperation({
  name: 'ListAttachedUserPolicies',
  ...onUser('iam:ListAttachedUserPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'user', name: input.UserName }, input),
})
