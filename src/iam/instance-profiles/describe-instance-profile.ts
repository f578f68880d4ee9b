import { all, first, type Work } from '../../database/statement.ts'
import type { InstanceProfile as Described } from '../../generated/iam.ts'
import { selectIdentity } from '../identities.table.ts'
import { describeRole } from '../roles/describe-role.ts'
import { shownTags } from '../tagging/tag-rules.ts'
import { selectTagsOfInstanceProfile } from '../tagging/tags.table.ts'
import type { InstanceProfile } from './find-instance-profile.ts'
import { instanceProfileArn } from './instance-profile-arn.ts'

/** A profile as lists show it: without tags. */
export function* describeInstanceProfile(profile: InstanceProfile): Work<Described> {
  const role = profile.role_id === null ? undefined : yield* first(selectIdentity, { id: profile.role_id })
  return {
    Path: profile.path,
    InstanceProfileName: profile.name,
    InstanceProfileId: profile.id,
    Arn: instanceProfileArn(profile),
    CreateDate: profile.created_at,
    Roles: role === undefined ? [] : [yield* describeRole(role)],
  }
}

/** A profile as it itself is shown. */
export function* describeWholeInstanceProfile(profile: InstanceProfile): Work<Described> {
  const tags = yield* all(selectTagsOfInstanceProfile, { profileId: profile.id })
  return { ...(yield* describeInstanceProfile(profile)), Tags: shownTags(tags) }
}

export function* describeInstanceProfiles(profiles: readonly InstanceProfile[]): Work<readonly Described[]> {
  const described: Described[] = []
  for (const profile of profiles) described.push(yield* describeInstanceProfile(profile))
  return described
}
