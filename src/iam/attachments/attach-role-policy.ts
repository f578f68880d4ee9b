import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { attachPolicy } from './attachments.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AttachRolePolicy.html */
export const attachRolePolicy = iamOperation({
  name: 'AttachRolePolicy',
  ...withGrant(onRole('iam:AttachRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await attachPolicy(ctx, { account, kind: 'role', name: input.RoleName }, input.PolicyArn)
    return {}
  },
})
