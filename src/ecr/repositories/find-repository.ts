import { first, type Work } from '../../database/statement.ts'
import { repositoryNotFound } from '../errors.ts'
import type { Caller } from '../../request/caller.ts'
import type { Scope } from '../../request/operation.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { type Repository, selectRepository } from './repositories.table.ts'

/** A repository of the registry that a request addresses. */
export function repositoryKey({ registry }: Scope<Caller>, name: string): RepositoryKey {
  return { ...registry, name }
}

export function findRepository(key: RepositoryKey): Work<Repository | undefined> {
  return first(selectRepository, key)
}

export function* requireRepository(key: RepositoryKey): Work<Repository> {
  const found = yield* findRepository(key)
  if (found === undefined) throw repositoryNotFound(key)
  return found
}
