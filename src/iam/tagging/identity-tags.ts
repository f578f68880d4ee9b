import { all, run, type Work } from '../../database/statement.ts'
import type { Identity } from '../find-identity.ts'
import { type OwnedTags, removeOwnedTags, setOwnedTags } from './owned-tags.ts'
import { deleteIdentityTag, selectTagsOfIdentity, upsertIdentityTag } from './tags.table.ts'

/** Adds tags to a user or role. */
export const setIdentityTags = (identity: Identity, tags: ReadonlyMap<string, string>): Work<void> =>
  setOwnedTags(tagsOf(identity), tags)

export const removeIdentityTags = (identity: Identity, keys: readonly string[]): Work<void> =>
  removeOwnedTags(tagsOf(identity), keys)

const tagsOf = ({ id, kind }: Identity): OwnedTags => ({
  all: () => all(selectTagsOfIdentity, { identityId: id }),
  put: (tag) => run(upsertIdentityTag, { identity_id: id, ...tag }),
  remove: (foldedKey) => run(deleteIdentityTag, { identityId: id, foldedKey }),
  quota: kind === 'role' ? 'TagsPerRole' : 'TagsPerUser',
})
