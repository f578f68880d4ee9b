import { type ServiceError, invalidParameter } from '../../errors.ts'
import type { Scope } from '../../operation.ts'
import { isRepositoryName } from '../../standards/oci/reference.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import type { RepositoryPlace } from '../repositories/find-repository.ts'

const invalidArn = (): ServiceError => invalidParameter('resourceArn', 'Invalid ARN')

/** The repository that a `resourceArn` names; tags belong to repositories and to nothing else, in the caller's region. */
export function taggedRepository(scope: Scope, resourceArn: string): RepositoryPlace {
  const arn = parseArn(resourceArn)
  if (arn?.service !== 'ecr' || arn.region !== scope.region) throw invalidArn()
  const [, repositoryName] = /^repository\/(.+)$/.exec(arn.resource) ?? []
  if (repositoryName === undefined || !isRepositoryName(repositoryName)) throw invalidArn()
  return { registryId: arn.account, region: arn.region, repositoryName }
}
