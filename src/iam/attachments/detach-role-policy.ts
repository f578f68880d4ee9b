import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { detachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DetachRolePolicy.html */
export const detachRolePolicy = iamOperation({
  name: 'DetachRolePolicy',
  ...withGrant(onRole('iam:DetachRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await detachPolicy(ctx, { account, kind: 'role', name: input.RoleName }, input.PolicyArn)
    return {}
  },
})
