import { run } from '../../database/statement.ts'
import { iamOperation } from '../../operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireWithin } from '../quotas.ts'
import { onActingUser, requireActingUser } from '../users/acting-user.ts'
import { newAccessKeyId, newSecretAccessKey } from './access-key-id.ts'
import { insertAccessKey } from './access-keys.table.ts'
import { keysOf } from './keys-of-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccessKey.html: the only answer that holds the secret. */
export const createAccessKey = iamOperation({
  name: 'CreateAccessKey',
  ...onActingUser('iam:CreateAccessKey'),
  async run(ctx, input, { caller }) {
    const { account } = caller
    const id = newAccessKeyId(account, ctx.ids)
    const secret = newSecretAccessKey(ctx.ids)
    const key = {
      id,
      account,
      sealed_secret: ctx.keys.seal('access-key', id, Buffer.from(secret)),
      status: 'Active',
      created_at: ctx.clock.now(),
    } as const
    const user = await changeAccount(ctx, account, function* () {
      const owner = yield* requireActingUser(caller, input.UserName)
      requireWithin('AccessKeysPerUser', (yield* keysOf(owner, account)).length + 1)
      yield* run(insertAccessKey, { ...key, user_id: owner === 'root' ? null : owner.id })
      return owner
    })
    return {
      AccessKey: {
        UserName: user === 'root' ? account : user.name,
        AccessKeyId: id,
        Status: key.status,
        SecretAccessKey: secret,
        CreateDate: key.created_at,
      },
    }
  },
})
