import { first } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { selectKeysOfUser } from '../access-keys/access-keys.table.ts'
import { changeAccount } from '../change-account.ts'
import { mustFirst } from '../errors.ts'
import { requireIdentity } from '../find-identity.ts'
import { selectMembershipOfUser } from '../groups/memberships.table.ts'
import { onUser } from '../identity-access.ts'
import { removeIdentity } from '../remove-identity.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteUser.html */
export const deleteUser = iamOperation({
  name: 'DeleteUser',
  effect: 'changes',
  ...onUser('iam:DeleteUser'),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const user = yield* requireIdentity(account, 'user', input.UserName)
      const key = yield* first(selectKeysOfUser, { userId: user.id })
      if (key !== undefined) throw mustFirst('delete access keys')
      const membership = yield* first(selectMembershipOfUser, { userId: user.id })
      if (membership !== undefined) throw mustFirst('remove users from group')
      yield* removeIdentity(user)
    })
    return {}
  },
})
