import type { RepositoryPlace } from '../ecr/repositories/find-repository.ts'
import type { Scope } from '../request/operation.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { isRepositoryName } from '../standards/oci/reference.ts'

/** The repository that an ARN names, if it is one of the caller's account and region; of others nothing is known here. */
export function namedRepository(scope: Scope, text: string): RepositoryPlace | undefined {
  const arn = parseArn(text)
  if (arn?.partition !== 'aws' || arn.service !== 'ecr') return undefined
  if (arn.account !== scope.registryId || arn.region !== scope.region) return undefined
  const [, repositoryName] = /^repository\/(.+)$/.exec(arn.resource) ?? []
  if (repositoryName === undefined || !isRepositoryName(repositoryName)) return undefined
  return { registryId: arn.account, region: arn.region, repositoryName }
}
