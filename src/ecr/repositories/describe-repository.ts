import type { Settings } from '../../request/context.ts'
import type { Repository as RepositoryDescription } from '../../generated/ecr.ts'
import { repositoryArn } from '../../request/operation.ts'
import type { RepositoryPlace } from './find-repository.ts'
import { describeMutability, mutabilityOf } from './mutability-rules.ts'
import type { Repository } from './repositories.table.ts'

/** A repository as CreateRepository, DescribeRepositories and DeleteRepository show it. */
export function describeRepository(
  settings: Settings,
  place: RepositoryPlace,
  repository: Repository,
): RepositoryDescription {
  return {
    repositoryArn: repositoryArn(place, place.repositoryName),
    registryId: place.registryId,
    repositoryName: place.repositoryName,
    repositoryUri: `${settings.registryHost(place.registryId, place.region)}/${place.repositoryName}`,
    createdAt: repository.created_at,
    ...describeMutability(mutabilityOf(repository)),
    imageScanningConfiguration: { scanOnPush: repository.scan_on_push === 1 },
    encryptionConfiguration: {
      encryptionType: repository.encryption_type,
      kmsKey: repository.kms_key === '' ? undefined : repository.kms_key,
    },
  }
}
