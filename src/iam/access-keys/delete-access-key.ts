import { run } from '../../database/statement.ts'
import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { onActingUser, requireActingUser } from '../users/acting-user.ts'
import { deleteKey } from './access-keys.table.ts'
import { requireKeyOf } from './keys-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccessKey.html */
export const deleteAccessKey = iamOperation({
  name: 'DeleteAccessKey',
  ...onActingUser('iam:DeleteAccessKey'),
  async run(ctx, { UserName, AccessKeyId: id }, { caller }) {
    await changeAccount(ctx, caller.account, function* () {
      const user = yield* requireActingUser(caller, UserName)
      yield* requireKeyOf(user, caller.account, id)
      yield* run(deleteKey, { id })
    })
    return {}
  },
})
