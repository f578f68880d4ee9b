import { iamOperation } from '../../request/operation.ts'
import { onGroup } from '../identity-access.ts'
import { listInlinePolicies } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html */
export const listGroupPolicies = iamOperation({
  name: 'ListGroupPolicies',
  ...onGroup('iam:ListGroupPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'group', name: input.GroupName }, input),
})
