import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { listAttached } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html */
export const listAttachedGroupPolicies = iamOperation({
  name: 'ListAttachedGroupPolicies',
  ...onGroup('iam:ListAttachedGroupPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'group', name: input.GroupName }, input),
})
