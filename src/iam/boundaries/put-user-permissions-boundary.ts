import { iamOperation } from '../../request/operation.ts'
import { onUser } from '../identity-access.ts'
import { putBoundary } from './boundaries.ts'
import { withNewBoundary } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutUserPermissionsBoundary.html */
export const putUserPermissionsBoundary = iamOperation({
  name: 'PutUserPermissionsBoundary',
  ...withNewBoundary(onUser('iam:PutUserPermissionsBoundary')),
  async run(ctx, input, { caller: { account } }) {
    await putBoundary(ctx, { account, kind: 'user', name: input.UserName }, input.PermissionsBoundary)
    return {}
  },
})
