import { iamOperation } from '../../request/operation.ts'
import { withGrant } from '../grant-access.ts'
import { onRole, onUser } from '../identity-access.ts'
import { deleteBoundary } from './boundaries.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html */
export const deleteUserPermissionsBoundary = iamOperation({
  name: 'DeleteUserPermissionsBoundary',
  effect: 'changes',
  ...withGrant(onUser('iam:DeleteUserPermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await deleteBoundary(ctx, { account, kind: 'user', name: input.UserName })
    return {}
  },
})

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = iamOperation({
  name: 'DeleteRolePermissionsBoundary',
  effect: 'changes',
  ...withGrant(onRole('iam:DeleteRolePermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await deleteBoundary(ctx, { account, kind: 'role', name: input.RoleName })
    return {}
  },
})
