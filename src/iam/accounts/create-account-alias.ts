import { first, run } from '../../database/statement.ts'
import { iamOperation, onRegistry } from '../../request/operation.ts'
import { isAccount } from '../../standards/arn/account-and-region.ts'
import { selectAccountOfAlias, updateAlias } from '../accounts.table.ts'
import { changeAccount } from '../change-account.ts'
import { accountAliasTaken, aliasLikeAccount } from '../errors.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateAccountAlias.html: an account has one; a new one takes its place. */
export const createAccountAlias = iamOperation({
  name: 'CreateAccountAlias',
  effect: 'changes',
  access: () => [onRegistry('iam:CreateAccountAlias')],
  async run(ctx, { AccountAlias: alias }, { caller: { account } }) {
    if (isAccount(alias)) throw aliasLikeAccount()
    await changeAccount(ctx, account, function* () {
      const holder = yield* first(selectAccountOfAlias, { alias })
      if (holder !== undefined) throw accountAliasTaken(alias)
      yield* run(updateAlias, { id: account, alias })
    })
    return {}
  },
})
