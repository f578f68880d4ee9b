import { run } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireWithin } from '../quotas.ts'
import { onUserOrCaller, requireUserOrCaller } from '../users/user-or-caller.ts'
import { insertAccessKey } from './access-keys.table.ts'
import { keysOf } from './keys-of-user.ts'
import { newAccessKey } from './new-access-key.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html: the only answer that holds the secret. */
export const createAccessKey = iamOperation({
  name: 'CreateAccessKey',
  effect: 'changes',
  ...onUserOrCaller('iam:CreateAccessKey'),
  async run(ctx, input, { caller }) {
    const { account } = caller
    const { accessKey, row } = newAccessKey(ctx, account, null)
    const user = await changeAccount(ctx, account, function* () {
      const owner = yield* requireUserOrCaller(caller, input.UserName)
      requireWithin('AccessKeysPerUser', (yield* keysOf(owner, account)).length + 1)
      yield* run(insertAccessKey, { ...row, user_id: owner === 'root' ? null : owner.id })
      return owner
    })
    return {
      AccessKey: {
        UserName: user === 'root' ? account : user.name,
        AccessKeyId: accessKey.accessKeyId,
        Status: row.status,
        SecretAccessKey: accessKey.secretAccessKey,
        CreateDate: row.created_at,
      },
    }
  },
})
