import { first } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { mustFirst } from '../errors.ts'
import { requireIdentity } from '../find-identity.ts'
import { onGroup } from '../identity-access.ts'
import { removeIdentity } from '../remove-identity.ts'
import { selectMembershipOfGroup } from './memberships.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteGroup.html */
export const deleteGroup = iamOperation({
  name: 'DeleteGroup',
  effect: 'changes',
  ...onGroup('iam:DeleteGroup'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const group = yield* requireIdentity(account, 'group', input.GroupName)
      const membership = yield* first(selectMembershipOfGroup, { groupId: group.id })
      if (membership !== undefined) throw mustFirst('remove users from group')
      yield* removeIdentity(group)
    })
    return {}
  },
})
