import { iamOperation } from '../../request/operation.ts'
import { onGroup, onRole, onUser } from '../identity-access.ts'
import { listAttached } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedUserPolicies.html */
export const listAttachedUserPolicies = iamOperation({
  name: 'ListAttachedUserPolicies',
  effect: 'reads',
  ...onUser('iam:ListAttachedUserPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'user', name: input.UserName }, input),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedGroupPolicies.html */
export const listAttachedGroupPolicies = iamOperation({
  name: 'ListAttachedGroupPolicies',
  effect: 'reads',
  ...onGroup('iam:ListAttachedGroupPolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'group', name: input.GroupName }, input),
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = iamOperation({
  name: 'ListAttachedRolePolicies',
  effect: 'reads',
  ...onRole('iam:ListAttachedRolePolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'role', name: input.RoleName }, input),
})
