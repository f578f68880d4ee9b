import { first, run } from '../../database/statement.ts'
import { iamOperation, onRegistry } from '../../request/operation.ts'
import { selectAccountOfAlias, updateAlias } from '../accounts.table.ts'
import { changeAccount } from '../change-account.ts'
import { noSuchAccountAlias } from '../errors.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_DeleteAccountAlias.html */
export const deleteAccountAlias = iamOperation({
  name: 'DeleteAccountAlias',
  effect: 'changes',
  access: () => [onRegistry('iam:DeleteAccountAlias')],
  async run(ctx, { AccountAlias: alias }, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      const holder = yield* first(selectAccountOfAlias, { alias })
      if (holder?.id !== account) throw noSuchAccountAlias(alias)
      yield* run(updateAlias, { id: account, alias: null })
    })
    return {}
  },
})
