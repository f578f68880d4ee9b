import { requestTags } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onUser } from '../identity-access.ts'
import { setIdentityTags } from './identity-tags.ts'
import { parseTags } from './tag-rules.ts'

const user = onUser('iam:TagUser')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagUser.html */
export const tagUser = iamOperation({
  name: 'TagUser',
  facts: user.facts,
  access: (input, scope, found) =>
    user.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setIdentityTags(yield* requireIdentity(account, 'user', input.UserName), tags)
    })
    return {}
  },
})
