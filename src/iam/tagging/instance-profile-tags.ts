import { all, run, type Work } from '../../database/statement.ts'
import type { InstanceProfile } from '../instance-profiles/find-instance-profile.ts'
import { type OwnedTags, removeOwnedTags, setOwnedTags } from './owned-tags.ts'
import { deleteInstanceProfileTag, selectTagsOfInstanceProfile, upsertInstanceProfileTag } from './tags.table.ts'

export const setInstanceProfileTags = (profile: InstanceProfile, tags: ReadonlyMap<string, string>): Work<void> =>
  setOwnedTags(tagsOf(profile), tags)

export const removeInstanceProfileTags = (profile: InstanceProfile, keys: readonly string[]): Work<void> =>
  removeOwnedTags(tagsOf(profile), keys)

const tagsOf = ({ id }: InstanceProfile): OwnedTags => ({
  all: () => all(selectTagsOfInstanceProfile, { profileId: id }),
  put: (tag) => run(upsertInstanceProfileTag, { profile_id: id, ...tag }),
  remove: (foldedKey) => run(deleteInstanceProfileTag, { profileId: id, foldedKey }),
  quota: 'TagsPerInstanceProfile',
})
