import type { Settings } from '../../request/context.ts'
import type { Repository as RepositoryDescription } from '../../generated/ecr.ts'
import { type RepositoryKey, repositoryArn } from '../../standards/arn/registry-key.ts'
import { describeMutability, mutabilityOf } from './mutability-rules.ts'
import type { Repository } from './repositories.table.ts'

/** A repository as CreateRepository, DescribeRepositories and DeleteRepository show it. */
export function describeRepository(
  settings: Settings,
  key: RepositoryKey,
  repository: Repository,
): RepositoryDescription {
  return {
    repositoryArn: repositoryArn(key, key.name),
    registryId: key.account,
    repositoryName: key.name,
    repositoryUri: `${settings.registryHost(key.account, key.region)}/${key.name}`,
    createdAt: repository.created_at,
    ...describeMutability(mutabilityOf(repository)),
    imageScanningConfiguration: { scanOnPush: repository.scan_on_push === 1 },
    encryptionConfiguration: {
      encryptionType: repository.encryption_type,
      kmsKey: repository.kms_key === '' ? undefined : repository.kms_key,
    },
  }
}
