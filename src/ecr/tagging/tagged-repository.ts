import { type ServiceError, invalidParameter } from '../../errors.ts'
import { type Access, repositoryArn, type Scope } from '../../request/operation.ts'
import { isRepositoryName } from '../../standards/oci/reference.ts'
import { isAccount } from '../../standards/arn/account-and-region.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import type { RepositoryPlace } from '../repositories/find-repository.ts'

const invalidArn = (): ServiceError => invalidParameter('resourceArn', 'Invalid ARN')

/** What an action on a repository's tags needs; an ARN that names no repository is refused before rights are looked at. */
export function onTaggedRepository(action: string, scope: Scope, resourceArn: string): Access {
  const place = taggedRepository(scope, resourceArn)
  return { action, resource: repositoryArn(place, place.repositoryName) }
}

/** The repository that a `resourceArn` names; tags belong to repositories and to nothing else, in the caller's region. */
export function taggedRepository(scope: Scope, resourceArn: string): RepositoryPlace {
  const arn = parseArn(resourceArn)
  if (arn?.partition !== 'aws' || arn.service !== 'ecr' || arn.region !== scope.region) throw invalidArn()
  const [, repositoryName] = /^repository\/(.+)$/.exec(arn.resource) ?? []
  if (repositoryName === undefined || !isRepositoryName(repositoryName)) throw invalidArn()
  if (!isAccount(arn.account)) throw invalidArn()
  return { registryId: arn.account, region: arn.region, repositoryName }
}
