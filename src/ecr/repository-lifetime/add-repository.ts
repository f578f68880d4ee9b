import type { Context } from '../../request/context.ts'
import { first, run, type Work } from '../../database/statement.ts'
import { repositoryAlreadyExists, tooManyRepositories } from '../errors.ts'
import { isSurelyWithin } from '../quota-rules.ts'
import { quotas } from '../quotas.ts'
import { ensureRegistry } from '../registry/find-registry.ts'
import type { Registry } from '../registry/registries.table.ts'
import { setTags } from '../tagging/change-tags.ts'
import type { MutabilitySetting } from '../repositories/mutability-rules.ts'
import {
  countRepositories,
  insertRepository,
  insertScope,
  type Repository,
  selectScope,
  updateRepositoryCount,
} from '../repositories/repositories.table.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'

export interface NewRepository {
  readonly mutability: MutabilitySetting
  readonly scanOnPush: boolean
  readonly tags: ReadonlyMap<string, string>
}

/** Makes a repository with its tags, or nothing at all. */
export function* addRepository(ctx: Context, key: RepositoryKey, wanted: NewRepository): Work<Repository> {
  const registry = yield* ensureRegistry(key)
  const namespaceId = yield* requireScope(registry.id)
  const inserted = yield* first(insertRepository, {
    registryId: registry.id,
    namespaceId,
    name: key.name,
    createdAt: ctx.clock.now(),
    tagMutability: wanted.mutability.tagMutability,
    tagMutabilityExclusions: JSON.stringify(wanted.mutability.exclusions),
    scanOnPush: wanted.scanOnPush ? 1 : 0,
  })
  if (inserted === undefined) throw repositoryAlreadyExists(key)
  yield* refuseTooMany(key, registry, inserted.id)
  if (wanted.tags.size > 0) yield* setTags(inserted, wanted.tags)
  return { ...inserted, encryption_type: 'AES256', kms_key: '' }
}

function* refuseTooMany(key: RepositoryKey, registry: Registry, newestId: number): Work<void> {
  const { id: registryId, counted_repositories: count, counted_to_id: toId } = registry
  const limit = quotas.repositoriesPerRegistry
  if (isSurelyWithin(limit, { count, toId }, newestId)) return
  const counted = yield* first(countRepositories, { registryId })
  if (counted === undefined || counted.count > limit) throw tooManyRepositories(key.account, limit)
  yield* run(updateRepositoryCount, { registryId, count: counted.count, newestId })
}

function* requireScope(registryId: number): Work<number> {
  const key = { registryId, encryptionType: 'AES256', kmsKey: '' } as const
  const row = (yield* first(insertScope, key)) ?? (yield* first(selectScope, key))
  if (row === undefined) throw new Error('a scope was neither found nor made')
  return row.id
}
