import { requestTags } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onRole } from '../identity-access.ts'
import { setIdentityTags } from './identity-tags.ts'
import { parseTags } from './tag-rules.ts'

const role = onRole('iam:TagRole')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagRole.html */
export const tagRole = iamOperation({
  name: 'TagRole',
  facts: role.facts,
  access: (input, scope, found) =>
    role.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setIdentityTags(yield* requireIdentity(account, 'role', input.RoleName), tags)
    })
    return {}
  },
})
