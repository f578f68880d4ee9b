import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { keyStatusForbidden } from '../errors.ts'
import { onUserOrCaller, requireUserOrCaller } from '../users/user-or-caller.ts'
import { updateKeyStatus } from './access-keys.table.ts'
import { requireKeyOf } from './keys-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = iamOperation({
  name: 'UpdateAccessKey',
  effect: 'changes',
  ...onUserOrCaller('iam:UpdateAccessKey'),
  async run(ctx, { UserName, AccessKeyId: id, Status: status }, { caller }) {
    if (status === 'Expired') throw keyStatusForbidden(status)
    await changeAccount(ctx, caller.account, function* () {
      const user = yield* requireUserOrCaller(caller, UserName)
      yield* requireKeyOf(user, caller.account, id)
      yield* run(updateKeyStatus, { id, status })
    })
    return {}
  },
})
