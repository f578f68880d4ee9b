import { all, run, type Work } from '../../database/statement.ts'
import type { CustomerPolicy } from '../policies/find-policy.ts'
import { type OwnedTags, removeOwnedTags, setOwnedTags } from './owned-tags.ts'
import { deletePolicyTag, selectTagsOfPolicy, upsertPolicyTag } from './tags.table.ts'

export const setPolicyTags = (policy: CustomerPolicy, tags: ReadonlyMap<string, string>): Work<void> =>
  setOwnedTags(tagsOf(policy), tags)

export const removePolicyTags = (policy: CustomerPolicy, keys: readonly string[]): Work<void> =>
  removeOwnedTags(tagsOf(policy), keys)

const tagsOf = ({ id }: CustomerPolicy): OwnedTags => ({
  all: () => all(selectTagsOfPolicy, { policyId: id }),
  put: (tag) => run(upsertPolicyTag, { policy_id: id, ...tag }),
  remove: (foldedKey) => run(deletePolicyTag, { policyId: id, foldedKey }),
  quota: 'TagsPerPolicy',
})
