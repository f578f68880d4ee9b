import { all, first } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { selectAccount } from '../accounts.table.ts'
import { shownTags } from '../tagging/tag-rules.ts'
import { selectTagsOfIdentity } from '../tagging/tags.table.ts'
import { onUserOrCaller, requireUserOrCaller } from './user-or-caller.ts'
import { describeWholeUser } from './describe-user.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html */
export const getUser = iamOperation({
  name: 'GetUser',
  effect: 'reads',
  ...onUserOrCaller('iam:GetUser'),
  async run(ctx, input, { caller }) {
    const User = await ctx.database.read(function* () {
      const user = yield* requireUserOrCaller(caller, input.UserName)
      if (user !== 'root')
        return describeWholeUser(user, shownTags(yield* all(selectTagsOfIdentity, { identityId: user.id })))
      const account = yield* first(selectAccount, { id: caller.account })
      return {
        Path: '/',
        UserName: account?.alias ?? caller.account,
        UserId: caller.account,
        Arn: caller.arn,
        CreateDate: account?.created_at ?? 0,
      }
    })
    return { User }
  },
})
