import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { deleteBoundary } from './boundaries.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUserPermissionsBoundary.html */
export const deleteUserPermissionsBoundary = iamOperation({
  name: 'DeleteUserPermissionsBoundary',
  ...withGrant(onUser('iam:DeleteUserPermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await deleteBoundary(ctx, { account, kind: 'user', name: input.UserName })
    return {}
  },
})
