import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { listInlinePolicies } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html */
export const listRolePolicies = iamOperation({
  name: 'ListRolePolicies',
  ...onRole('iam:ListRolePolicies'),
  run: (ctx, input, { caller: { account } }) =>
    listInlinePolicies(ctx, { account, kind: 'role', name: input.RoleName }, input),
})
