import { tagKeys } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireIdentity } from '../find-identity.ts'
import { onRole } from '../identity-access.ts'
import { removeIdentityTags } from './identity-tags.ts'

const role = onRole('iam:UntagRole')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagRole.html */
export const untagRole = iamOperation({
  name: 'UntagRole',
  facts: role.facts,
  access: (input, scope, found) =>
    role.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeIdentityTags(yield* requireIdentity(account, 'role', input.RoleName), input.TagKeys)
    })
    return {}
  },
})
