import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { type Identity, requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { onGroup } from '../identity-access.ts'
import { readPage } from '../pages.ts'
import { describeUser } from '../users/describe-user.ts'
import { describeGroup } from './describe-group.ts'
import { selectMembersAfter } from './memberships.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetGroup.html: a group and its members, page by page. */
export const getGroup = iamOperation({
  name: 'GetGroup',
  effect: 'reads',
  ...onGroup('iam:GetGroup'),
  async run(ctx, input, { caller: { account } }) {
    const group = await ctx.database.read(() => requireIdentity(account, 'group', input.GroupName))
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam members ${account} ${foldName(input.GroupName)}`,
      start: '',
      rowsAfter: (after, limit) => all(selectMembersAfter, { groupId: group.id, after, limit }),
      positionOf: (user: Identity) => user.id,
    })
    return { Group: describeGroup(group), Users: rows.map(describeUser), ...paging }
  },
})
