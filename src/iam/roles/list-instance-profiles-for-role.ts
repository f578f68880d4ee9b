import { iamOperation } from '../../operation.ts'
import { onRole } from '../identity-access.ts'
import { requireRole } from './find-role.ts'

/**
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html: there are no instances here, and
 * so no profiles; Terraform asks before it deletes a role.
 */
export const listInstanceProfilesForRole = iamOperation({
  name: 'ListInstanceProfilesForRole',
  ...onRole('iam:ListInstanceProfilesForRole'),
  async run(ctx, input, { caller: { account } }) {
    await ctx.database.read(() => requireRole(account, input.RoleName))
    return { InstanceProfiles: [], IsTruncated: false }
  },
})
