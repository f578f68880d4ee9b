import { all } from '../../database/statement.ts'
import { iamOperation } from '../../request/operation.ts'
import { foldName } from '../fold-name.ts'
import { requireInstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { onInstanceProfile } from '../instance-profiles/on-instance-profile.ts'
import { pageOfTags } from './page-of-tags.ts'
import { selectTagsOfInstanceProfile } from './tags.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListInstanceProfileTags.html */
export const listInstanceProfileTags = iamOperation({
  name: 'ListInstanceProfileTags',
  ...onInstanceProfile('iam:ListInstanceProfileTags'),
  run: (ctx, input, { caller: { account } }) =>
    pageOfTags(ctx, input, {
      list: `instance profile ${account} ${foldName(input.InstanceProfileName)}`,
      *rows() {
        const { id } = yield* requireInstanceProfile(account, input.InstanceProfileName)
        return yield* all(selectTagsOfInstanceProfile, { profileId: id })
      },
    }),
})
