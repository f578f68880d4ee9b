import { first } from '../../database/statement.ts'
import { iamOperation, onRegistry } from '../../request/operation.ts'
import { selectAccount } from '../accounts.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAccountAliases.html: none or one, so always one page. */
export const listAccountAliases = iamOperation({
  name: 'ListAccountAliases',
  effect: 'reads',
  access: () => [onRegistry('iam:ListAccountAliases')],
  async run(ctx, _input, { caller: { account } }) {
    const alias = (await ctx.database.read(() => first(selectAccount, { id: account })))?.alias ?? undefined
    return { AccountAliases: alias === undefined ? [] : [alias], IsTruncated: false }
  },
})
