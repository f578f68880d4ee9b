import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { type Identity, requireIdentity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { onUser } from '../identity-access.ts'
import { readPage } from '../pages.ts'
import { describeGroup } from './describe-group.ts'
import { selectGroupsAfter } from './memberships.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListGroupsForUser.html */
export const listGroupsForUser = iamOperation({
  name: 'ListGroupsForUser',
  effect: 'reads',
  ...onUser('iam:ListGroupsForUser'),
  async run(ctx, input, { caller: { account } }) {
    const { rows, paging } = await readPage(ctx, input, {
      list: `iam groups of ${account} ${foldName(input.UserName)}`,
      start: '',
      *rowsAfter(after, limit) {
        const { id } = yield* requireIdentity(account, 'user', input.UserName)
        return yield* all(selectGroupsAfter, { userId: id, after, limit })
      },
      positionOf: (group: Identity) => group.id,
    })
    return { Groups: rows.map(describeGroup), ...paging }
  },
})
