import { type ServiceError, invalidParameter } from '../../errors.ts'
import type { Access, Scope } from '../../request/operation.ts'
import { repositoryArn, type RepositoryKey } from '../../standards/arn/registry-key.ts'
import { repositoryOfArn } from '../repositories/repository-of-arn.ts'

const invalidArn = (): ServiceError => invalidParameter('resourceArn', 'Invalid ARN')

/** What an action on a repository's tags needs; an ARN that names no repository is refused before rights are looked at. */
export function onTaggedRepository(action: string, scope: Scope, resourceArn: string): Access {
  const key = taggedRepository(scope, resourceArn)
  return { action, resource: repositoryArn(key, key.name) }
}

/** The repository that a `resourceArn` names; tags belong to repositories and to nothing else, in the caller's region. */
export function taggedRepository({ registry }: Scope, resourceArn: string): RepositoryKey {
  const key = repositoryOfArn(registry, resourceArn)
  if (key === undefined) throw invalidArn()
  return key
}
