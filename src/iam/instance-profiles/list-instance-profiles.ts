import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { pathRange, readPage } from '../pages.ts'
import { describeInstanceProfiles } from './describe-instance-profile.ts'
import type { InstanceProfile } from './find-instance-profile.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'
import { selectInstanceProfilesAfter } from './instance-profiles.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfiles.html */
export const listInstanceProfiles = iamOperation({
  name: 'ListInstanceProfiles',
  effect: 'reads',
  access: ({ PathPrefix: path = '/' }, { caller: { account } }) => [
    { action: 'iam:ListInstanceProfiles', resource: instanceProfileArn({ account, path, name: '' }) },
  ],
  async run(ctx, input, { caller: { account } }) {
    const range = pathRange(input.PathPrefix)
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam instance profiles ${account} ${range.pathFrom}`,
      start: '',
      rowsAfter: (after, limit) => all(selectInstanceProfilesAfter, { account, after, limit, ...range }),
      positionOf: (profile: InstanceProfile) => profile.folded_name,
    })
    return { InstanceProfiles: await ctx.database.read(() => describeInstanceProfiles(rows)), ...paging }
  },
})
