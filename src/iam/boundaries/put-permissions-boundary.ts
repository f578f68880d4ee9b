import { iamOperation } from '../../request/operation.ts'
import { withNewBoundary } from '../grant-access.ts'
import { onRole, onUser } from '../identity-access.ts'
import { putBoundary } from './boundaries.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html */
export const putUserPermissionsBoundary = iamOperation({
  name: 'PutUserPermissionsBoundary',
  effect: 'changes',
  ...withNewBoundary(onUser('iam:PutUserPermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await putBoundary(ctx, { account, kind: 'user', name: input.UserName }, input.PermissionsBoundary)
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = iamOperation({
  name: 'PutRolePermissionsBoundary',
  effect: 'changes',
  ...withNewBoundary(onRole('iam:PutRolePermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await putBoundary(ctx, { account, kind: 'role', name: input.RoleName }, input.PermissionsBoundary)
    return {}
  },
})
