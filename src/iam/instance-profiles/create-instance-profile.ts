import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import { requestTags } from '../../request/request-tags.ts'
import type { CreateInstanceProfileRequest } from '../../generated/iam.ts'
import { iamOperation } from '../../request/operation.ts'
import { changeAccount } from '../change-account.ts'
import { instanceProfileExists } from '../errors.ts'
import { foldName } from '../fold-name.ts'
import { requireWithin } from '../quotas.ts'
import { setInstanceProfileTags } from '../tagging/instance-profile-tags.ts'
import { parseTags } from '../tagging/tag-rules.ts'
import { newUniqueId } from '../unique-id.ts'
import { describeWholeInstanceProfile } from './describe-instance-profile.ts'
import { findInstanceProfile, type InstanceProfile } from './find-instance-profile.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'
import { countInstanceProfiles, insertInstanceProfile } from './instance-profiles.table.ts'

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateInstanceProfile.html */
export const createInstanceProfile = iamOperation({
  name: 'CreateInstanceProfile',
  effect: 'changes',
  access({ InstanceProfileName: name, Path: path = '/', Tags: tags = [] }, { caller: { account } }) {
    const resource = instanceProfileArn({ account, path, name })
    if (tags.length === 0) return [{ action: 'iam:CreateInstanceProfile', resource }]
    const actions = ['iam:CreateInstanceProfile', 'iam:TagInstanceProfile']
    return actions.map((action) => ({ action, resource, context: requestTags(tags) }))
  },
  async run(ctx, input, { caller: { account } }) {
    const tags = parseTags(input.Tags)
    const InstanceProfile = await changeAccount(ctx, account, function* () {
      const profile = yield* addInstanceProfile(ctx, account, input)
      yield* setInstanceProfileTags(profile, tags)
      return yield* describeWholeInstanceProfile(profile)
    })
    return { InstanceProfile }
  },
})

function* addInstanceProfile(
  ctx: Pick<Context, 'clock' | 'ids'>,
  account: string,
  { InstanceProfileName: name, Path: path = '/' }: CreateInstanceProfileRequest,
): Work<InstanceProfile> {
  if ((yield* findInstanceProfile(account, name)) !== undefined) throw instanceProfileExists(name)
  const existing = yield* first(countInstanceProfiles, { account })
  requireWithin('InstanceProfilesPerAccount', (existing?.count ?? 0) + 1)
  const profile: InstanceProfile = {
    id: newUniqueId('instance-profile', ctx.ids),
    account,
    name,
    folded_name: foldName(name),
    path,
    created_at: ctx.clock.now(),
    role_id: null,
  }
  yield* run(insertInstanceProfile, profile)
  return profile
}
