import { all, run, type Work } from '../../database/statement.ts'
import type { Identity } from '../find-identity.ts'
import { foldName } from '../fold-name.ts'
import { requireWithin } from '../quotas.ts'
import { deleteIdentityTag, selectTagsOfIdentity, upsertIdentityTag } from './tags.table.ts'

/** Adds tags to a user or role; a key that is there already gets the new value. */
export function* setIdentityTags({ id, kind }: Identity, tags: ReadonlyMap<string, string>): Work<void> {
  if (tags.size === 0) return
  for (const [key, value] of tags) {
    yield* run(upsertIdentityTag, { identity_id: id, key, folded_key: foldName(key), value })
  }
  const stored = yield* all(selectTagsOfIdentity, { identityId: id })
  requireWithin(kind === 'role' ? 'TagsPerRole' : 'TagsPerUser', stored.length)
}

/** Does nothing for keys that are not there. */
export function* removeIdentityTags({ id }: Identity, keys: readonly string[]): Work<void> {
  for (const key of keys) yield* run(deleteIdentityTag, { identityId: id, foldedKey: foldName(key) })
}
