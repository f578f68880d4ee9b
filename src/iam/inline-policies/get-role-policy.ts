import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { getInlinePolicy } from './inline-policies.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html */
export const getRolePolicy = iamOperation({
  name: 'GetRolePolicy',
  ...onRole('iam:GetRolePolicy'),
  async run(ctx, input, { caller: { account } }) {
    const { RoleName, PolicyName } = input
    const PolicyDocument = await getInlinePolicy(ctx, { account, kind: 'role', name: RoleName }, input)
    return { RoleName, PolicyName, PolicyDocument }
  },
})
