import { first, type Work } from '../../database/statement.ts'
import { registryPolicyNotFound, repositoryPolicyNotFound } from '../errors.ts'
import { findRegistry } from '../registry/find-registry.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import { selectRegistryPolicy, selectRepositoryPolicy } from './policies.table.ts'
import { describePolicy } from './describe-policy.ts'
import type { RegistryKey, RepositoryKey } from '../../standards/arn/registry-key.ts'

/** The repository, and the text of its policy as ECR shows it. */
export interface FoundPolicy {
  readonly id: number
  readonly policyText: string
}

export function* requireRepositoryPolicy(key: RepositoryKey): Work<FoundPolicy> {
  const { id } = yield* requireRepository(key)
  const stored = yield* first(selectRepositoryPolicy, { repositoryId: id })
  if (stored === undefined) throw repositoryPolicyNotFound(key)
  return { id, policyText: yield* describePolicy(stored) }
}

export function* requireRegistryPolicy(key: RegistryKey): Work<FoundPolicy> {
  const id = yield* findRegistry(key)
  const stored = id === undefined ? undefined : yield* first(selectRegistryPolicy, { registryId: id })
  if (id === undefined || stored === undefined) throw registryPolicyNotFound(key.account)
  return { id, policyText: yield* describePolicy(stored) }
}
