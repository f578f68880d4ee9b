import { first, type Work } from '../../database/statement.ts'
import { registryPolicyNotFound, repositoryPolicyNotFound } from '../errors.ts'
import type { RegistryPlace } from '../registry/find-registry.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { type RepositoryPlace, requireRepository } from '../repositories/find-repository.ts'
import { selectRegistryPolicy, selectRepositoryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'

/** The repository, and the text of its policy as ECR shows it. */
export interface FoundPolicy {
  readonly id: number
  readonly policyText: string
}

export function* requireRepositoryPolicy(place: RepositoryPlace): Work<FoundPolicy> {
  const { id } = yield* requireRepository(place)
  const stored = yield* first(selectRepositoryPolicy, { repositoryId: id })
  if (stored === undefined) throw repositoryPolicyNotFound(place)
  return { id, policyText: yield* describePolicy(stored) }
}

export function* requireRegistryPolicy(place: RegistryPlace): Work<FoundPolicy> {
  const id = yield* findRegistry(place)
  const stored = id === undefined ? undefined : yield* first(selectRegistryPolicy, { registryId: id })
  if (id === undefined || stored === undefined) throw registryPolicyNotFound(place.registryId)
  return { id, policyText: yield* describePolicy(stored) }
}
