import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { listAttached } from './attachments.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html */
export const listAttachedRolePolicies = iamOperation({
  name: 'ListAttachedRolePolicies',
  ...onRole('iam:ListAttachedRolePolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listAttached(ctx, { account, kind: 'role', name: input.RoleName }, input),
})
