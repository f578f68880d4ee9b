import { all, run, type Work } from '../../database/statement.ts'
import { foldName } from '../fold-name.ts'
import type { CustomerPolicy } from '../policies/find-policy.ts'
import { requireWithin } from '../quotas.ts'
import { deletePolicyTag, selectTagsOfPolicy, upsertPolicyTag } from './tags.table.ts'

/** Adds tags to a policy; a key that is there already gets the new value. */
export function* setPolicyTags({ id }: CustomerPolicy, tags: ReadonlyMap<string, string>): Work<void> {
  if (tags.size === 0) return
  for (const [key, value] of tags) {
    yield* run(upsertPolicyTag, { policy_id: id, key, folded_key: foldName(key), value })
  }
  requireWithin('TagsPerPolicy', (yield* all(selectTagsOfPolicy, { policyId: id })).length)
}

/** Does nothing for keys that are not there. */
export function* removePolicyTags({ id }: CustomerPolicy, keys: readonly string[]): Work<void> {
  for (const key of keys) yield* run(deletePolicyTag, { policyId: id, foldedKey: foldName(key) })
}
