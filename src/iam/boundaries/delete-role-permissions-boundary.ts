import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { deleteBoundary } from './boundaries.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteRolePermissionsBoundary.html */
export const deleteRolePermissionsBoundary = iamOperation({
  name: 'DeleteRolePermissionsBoundary',
  ...withGrant(onRole('iam:DeleteRolePermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await deleteBoundary(ctx, { account, kind: 'role', name: input.RoleName })
    return {}
  },
})
