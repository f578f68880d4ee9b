import type { Context } from '../../context.ts'
import { first, type Work } from '../../database/statement.ts'
import { repositoryAlreadyExists, tooManyRepositories } from '../../errors.ts'
import { setTags } from '../tagging/set-tags.ts'
import type { RepositoryPlace } from './find-repository.ts'
import type { MutabilitySetting } from './mutability-rules.ts'
import {
  insertRegistry,
  insertRepository,
  insertScope,
  type Repository,
  selectRegistry,
  selectRepositoryAt,
  selectScope,
} from './repositories.table.ts'

export interface NewRepository {
  readonly mutability: MutabilitySetting
  readonly scanOnPush: boolean
  readonly tags: ReadonlyMap<string, string>
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/service-quotas.html */
export const maxRepositoriesPerRegistry = 100_000

/** Makes a repository with its tags, or nothing at all. */
export function addRepository(ctx: Context, place: RepositoryPlace, wanted: NewRepository): Promise<Repository> {
  return ctx.database.change(function* () {
    const registryId = yield* requireRegistry(place)
    const scopeId = yield* requireScope(registryId)
    const inserted = yield* first(insertRepository, {
      registryId,
      scopeId,
      name: place.repositoryName,
      createdAt: ctx.clock.now(),
      tagMutability: wanted.mutability.tagMutability,
      tagMutabilityExclusions: JSON.stringify(wanted.mutability.exclusions),
      scanOnPush: wanted.scanOnPush ? 1 : 0,
    })
    if (inserted === undefined) throw repositoryAlreadyExists(place)
    const limit = maxRepositoriesPerRegistry
    if ((yield* first(selectRepositoryAt, { registryId, offset: limit })) !== undefined) {
      throw tooManyRepositories(place.registryId, limit)
    }
    yield* setTags(inserted.id, wanted.tags)
    return { ...inserted, encryption_type: 'AES256', kms_key: '' }
  })
}

/** Every account has a registry in every region; its row comes with its first repository. */
function* requireRegistry(place: RepositoryPlace): Work<number> {
  const key = { account: place.registryId, region: place.region }
  const row = (yield* first(insertRegistry, key)) ?? (yield* first(selectRegistry, key))
  if (row === undefined) throw new Error('a registry was neither found nor made')
  return row.id
}

function* requireScope(registryId: number): Work<number> {
  const key = { registryId, encryptionType: 'AES256', kmsKey: '' } as const
  const row = (yield* first(insertScope, key)) ?? (yield* first(selectScope, key))
  if (row === undefined) throw new Error('a scope was neither found nor made')
  return row.id
}
