import { iamOperation } from '../../request/operation.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { listInlinePolicies } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListUserPolicies.html */
export const listUserPolicies = iamOperation({
  name: 'ListUserPolicies',
  effect: 'reads',
  ...onUser('iam:ListUserPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'user', name: input.UserName }, input),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupPolicies.html */
export const listGroupPolicies = iamOperation({
  name: 'ListGroupPolicies',
  effect: 'reads',
  ...onGroup('iam:ListGroupPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'group', name: input.GroupName }, input),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = iamOperation({
  name: 'ListRolePolicies',
  effect: 'reads',
  ...onRole('iam:ListRolePolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'role', name: input.RoleName }, input),
})
