import { first, type Work } from '../../database/statement.ts'
import type { Row } from '../../database/schema.ts'
import { lifecyclePolicyNotFound } from '../errors.ts'
import { requireRepository } from '../repositories/find-repository.ts'
import type { Repository } from '../repositories/repositories.table.ts'
import type { RepositoryKey } from '../../standards/arn/registry-key.ts'
import { selectLifecyclePolicy } from './lifecycle-policies.table.ts'

interface Found {
  readonly repository: Repository
  readonly policy: Row<'lifecycle_policy'>
}

export function* requireLifecyclePolicy(key: RepositoryKey): Work<Found> {
  const repository = yield* requireRepository(key)
  const policy = yield* first(selectLifecyclePolicy, { repositoryId: repository.id })
  if (policy === undefined) throw lifecyclePolicyNotFound(key)
  return { repository, policy }
}
