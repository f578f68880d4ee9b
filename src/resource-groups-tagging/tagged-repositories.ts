import { all, type Work } from '../database/statement.ts'
import { findRepository } from '../ecr/repositories/find-repository.ts'
import { findRegistry } from '../ecr/registry/find-registry.ts'
import { selectTags } from '../ecr/tagging/tagging.table.ts'
import type { Scope } from '../request/operation.ts'
import { selectTagsOfRegistryAfter } from './registry-tags.table.ts'
import type { TaggedRepository } from './resource-rules.ts'
import type { RepositoryKey } from '../standards/arn/registry-key.ts'

/** A page looks at so many tags: what a request costs has an end, however few it finds. */
export const maxTagsLookedAt = 5_000

interface Stretch {
  readonly repositories: readonly TaggedRepository[]
  readonly isLast: boolean
}

/** The next repositories that have tags, each with all of them. */
export function* readTagged(scope: Scope, after: number): Work<Stretch> {
  const registryId = yield* findRegistry(scope.registry)
  if (registryId === undefined) return { repositories: [], isLast: true }
  const rows = yield* all(selectTagsOfRegistryAfter, { registryId, after, limit: maxTagsLookedAt })
  const repositories = Array.from(
    Map.groupBy(rows, (row) => row.repository_id),
    ([id, tags]) => ({ id, name: tags[0]?.name ?? '', tags }),
  )
  if (rows.length < maxTagsLookedAt) return { repositories, isLast: true }
  // Of the last one there may be more tags; one repository has fewer than are looked at.
  return { repositories: repositories.slice(0, -1), isLast: false }
}

/** Of repositories that a request names those that are there and have a tag, in the order of the request. */
export function* readNamed(keys: readonly RepositoryKey[]): Work<readonly TaggedRepository[]> {
  const found: TaggedRepository[] = []
  for (const key of keys) {
    const repository = yield* findRepository(key)
    if (repository === undefined) continue
    const tags = yield* all(selectTags, { repositoryId: repository.id })
    if (tags.length > 0) found.push({ id: repository.id, name: repository.name, tags })
  }
  return found
}
