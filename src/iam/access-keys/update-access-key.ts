import { run } from '../../database/statement.ts'
import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { keyStatusForbidden } from '../errors.ts'
import { onActingUser, requireActingUser } from '../users/acting-user.ts'
import { updateKeyStatus } from './access-keys.table.ts'
import { requireKeyOf } from './keys-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateAccessKey.html */
export const updateAccessKey = iamOperation({
  name: 'UpdateAccessKey',
  ...onActingUser('iam:UpdateAccessKey'),
  async run(ctx, { UserName, AccessKeyId: id, Status: status }, { caller }) {
    if (status === 'Expired') throw keyStatusForbidden(status)
    await changeAccount(ctx, caller.account, function* () {
      const user = yield* requireActingUser(caller, UserName)
      yield* requireKeyOf(user, caller.account, id)
      yield* run(updateKeyStatus, { id, status })
    })
    return {}
  },
})
