import { tagKeys } from '../../request/request-tags.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { removeInstanceProfileTags } from './instance-profile-tags.ts'

const profile = onInstanceProfile('iam:UntagInstanceProfile')

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_UntagInstanceProfile.html */
export const untagInstanceProfile = iamOperation({
  name: 'UntagInstanceProfile',
  facts: profile.facts,
  access: (input, scope, found) =>
    profile.access(input, scope, found).map((each) => ({ ...each, context: tagKeys(input.TagKeys) })),
  async run(ctx, input, { caller: { account } }) {
    await changeAccount(ctx, account, function* () {
      yield* removeInstanceProfileTags(yield* requireInstanceProfile(account, input.InstanceProfileName), input.TagKeys)
    })
    return {}
  },
})
