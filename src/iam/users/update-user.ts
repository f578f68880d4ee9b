import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onUser, onRenamed } from '../identity-access.ts'
import { renameIdentity } from '../rename-identity.ts'

const user = onUser('iam:UpdateUser')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UpdateUser.html */
export const updateUser = iamOperation({
  name: 'UpdateUser',
  effect: 'changes',
  facts: user.facts,
  access: (input, scope, found) => [
    ...user.access(input, scope, found),
    ...onRenamed('iam:UpdateUser', scope, found, {
      kind: 'user',
      oldName: input.UserName,
      name: input.NewUserName,
      path: input.NewPath,
    }),
  ],
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const user = yield* requireIdentity(account, 'user', input.UserName)
      yield* renameIdentity(user, { name: input.NewUserName, path: input.NewPath })
    })
    return {}
  },
})
