import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { describeWholeRole } from './describe-role.ts'
import { requireRole } from './find-role.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRole.html */
export const getRole = iamOperation({
  name: 'GetRole',
  effect: 'reads',
  ...onRole('iam:GetRole'),
  async run(ctx, input, { caller: { account } }) {
    const Role = await ctx.database.read(function* () {
      return yield* describeWholeRole(yield* requireRole(account, input.RoleName))
    })
    return { Role }
  },
})
