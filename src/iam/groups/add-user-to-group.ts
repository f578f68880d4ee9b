import { first, run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onGroup } from '../identity-access.ts'
import { requireWithin } from '../quotas.ts'
import { countGroupsOfUser, insertMembership } from './memberships.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_AddUserToGroup.html: who is in it already stays in it. */
export const addUserToGroup = iamOperation({
  name: 'AddUserToGroup',
  effect: 'changes',
  ...onGroup('iam:AddUserToGroup'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const group = yield* requireIdentity(account, 'group', input.GroupName)
      const user = yield* requireIdentity(account, 'user', input.UserName)
      yield* run(insertMembership, { userId: user.id, groupId: group.id })
      const groups = yield* first(countGroupsOfUser, { userId: user.id })
      requireWithin('GroupsPerUser', groups?.count ?? 0)
    })
    return {}
  },
})
