import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { putBoundary } from './boundaries.ts'
import { withNewBoundary } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePermissionsBoundary.html */
export const putRolePermissionsBoundary = iamOperation({
  name: 'PutRolePermissionsBoundary',
  ...withNewBoundary(onRole('iam:PutRolePermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await putBoundary(ctx, { account, kind: 'role', name: input.RoleName }, input.PermissionsBoundary)
    return {}
  },
})
