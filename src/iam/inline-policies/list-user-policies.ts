import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { listInlinePolicies } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html */
export const listUserPolicies = iamOperation({
  name: 'ListUserPolicies',
  ...onUser('iam:ListUserPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'user', name: input.UserName }, input),
})
