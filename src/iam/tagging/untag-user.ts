import { tagKeys } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onUser } from '../identity-access.ts'
import { removeIdentityTags } from './identity-tags.ts'

const user = onUser('iam:UntagUser')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagUser.html */
export const untagUser = iamOperation({
  name: 'UntagUser',
  facts: user.facts,
  access: (input, scope, found) =>
    user.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeIdentityTags(yield* requireIdentity(account, 'user', input.UserName), input.TagKeys)
    })
    return {}
  },
})
