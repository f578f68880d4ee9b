import { requestTags } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { setInstanceProfileTags } from './instance-profile-tags.ts'
import { parseTags } from './tag-rules.ts'

const profile = onInstanceProfile('iam:TagInstanceProfile')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_TagInstanceProfile.html */
export const tagInstanceProfile = iamOperation({
  name: 'TagInstanceProfile',
  facts: profile.facts,
  access: (input, scope, found) =>
    profile.access(input, scope, found).map((each) => ({ ...each, context: requestTags(input.Tags) })),
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    await changeAccount(ctx, account, function* () {
      yield* setInstanceProfileTags(yield* requireInstanceProfile(account, input.InstanceProfileName), tags)
    })
    return {}
  },
})
