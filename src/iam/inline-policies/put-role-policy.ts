import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { putInlinePolicy } from './inline-policies.ts'
import { withGrant } from '../grant-access.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html */
export const putRolePolicy = iamOperation({
  name: 'PutRolePolicy',
  ...withGrant(onRole('iam:PutRolePolicy')),
  async run(ctx, input, { caller: { account } }) {
    await putInlinePolicy(ctx, { account, kind: 'role', name: input.RoleName }, input)
    return {}
  },
})
