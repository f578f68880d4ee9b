import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { onUserOrCaller, requireUserOrCaller } from '../users/user-or-caller.ts'
import { deleteKey } from './access-keys.table.ts'
import { requireKeyOf } from './keys-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = iamOperation({
  name: 'DeleteAccessKey',
  effect: 'changes',
  ...onUserOrCaller('iam:DeleteAccessKey'),
  async run(ctx, { UserName, AccessKeyId: id }, { caller }) {
    await changeAccount(ctx, caller.account, function* () {
      const user = yield* requireUserOrCaller(caller, UserName)
      yield* requireKeyOf(user, caller.account, id)
      yield* run(deleteKey, { id })
    })
    return {}
  },
})
