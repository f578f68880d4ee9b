import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onGroup } from '../identity-access.ts'
import { deleteMembership } from './memberships.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RemoveUserFromGroup.html: who is not in it stays outside. */
export const removeUserFromGroup = iamOperation({
  name: 'RemoveUserFromGroup',
  effect: 'changes',
  ...onGroup('iam:RemoveUserFromGroup'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const group = yield* requireIdentity(account, 'group', input.GroupName)
      const user = yield* requireIdentity(account, 'user', input.UserName)
      yield* run(deleteMembership, { userId: user.id, groupId: group.id })
    })
    return {}
  },
})
