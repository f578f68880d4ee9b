import { all, run, type Work } from '../../database/statement.ts'
import { bumpRepositoryEpoch } from '../epochs.table.ts'
import { tooManyTags } from '../errors.ts'
import { quotas } from '../quotas.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import { deleteTag, selectTags, upsertTag } from './tagging.table.ts'

/** Adds tags to a repository; a key that is there already gets the new value. */
export function* setTags(
  { id, registry_id: registryId }: Pick<Repository, 'id' | 'registry_id'>,
  tags: ReadonlyMap<string, string>,
): Work<void> {
  const repositoryId = yield* bumpRepositoryEpoch(id)
  for (const [key, value] of tags) yield* run(upsertTag, { registryId, repositoryId, key, value })
  const stored = yield* all(selectTags, { repositoryId })
  if (stored.length > quotas.resourceTagsPerRepository) throw tooManyTags(quotas.resourceTagsPerRepository)
}

export function* removeTags({ id }: Pick<Repository, 'id'>, keys: readonly string[]): Work<void> {
  const repositoryId = yield* bumpRepositoryEpoch(id)
  for (const key of keys) yield* run(deleteTag, { repositoryId, key })
}
