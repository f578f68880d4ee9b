import { first, type Work } from '../../database/statement.ts'
import { repositoryNotFound } from '../errors.ts'
import type { Scope } from '../../request/operation.ts'
import { type Repository, selectRepository } from './repositories.table.ts'

/** Names a repository: account, region and name. */
export interface RepositoryPlace {
  readonly registryId: string
  readonly region: string
  readonly repositoryName: string
}

export function placeOf(scope: Scope, repositoryName: string): RepositoryPlace {
  return { registryId: scope.registryId, region: scope.region, repositoryName }
}

export function findRepository(place: RepositoryPlace): Work<Repository | undefined> {
  return first(selectRepository, { account: place.registryId, region: place.region, name: place.repositoryName })
}

export function* requireRepository(place: RepositoryPlace): Work<Repository> {
  const found = yield* findRepository(place)
  if (found === undefined) throw repositoryNotFound(place)
  return found
}
