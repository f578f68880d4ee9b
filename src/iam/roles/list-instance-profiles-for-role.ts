import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { onRole } from '../identity-access.ts'
import { describeInstanceProfiles } from '../instance-profiles/describe-instance-profile.ts'
import type { InstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { selectInstanceProfilesOfRole } from '../instance-profiles/instance-profiles.table.ts'
import { readPage } from '../pages.ts'
import { requireRole } from './find-role.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfilesForRole.html */
export const listInstanceProfilesForRole = iamOperation({
  name: 'ListInstanceProfilesForRole',
  effect: 'reads',
  ...onRole('iam:ListInstanceProfilesForRole'),
  async run(ctx, input, { caller: { account } }) {
    const role = await ctx.database.read(() => requireRole(account, input.RoleName))
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam instance profiles of ${role.id}`,
      start: '',
      rowsAfter: (after, limit) => all(selectInstanceProfilesOfRole, { roleId: role.id, after, limit }),
      positionOf: (profile: InstanceProfile) => profile.folded_name,
    })
    return { InstanceProfiles: await ctx.database.read(() => describeInstanceProfiles(rows)), ...paging }
  },
})
