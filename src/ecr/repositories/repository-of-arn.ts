import { isAccount } from '../../standards/arn/account-and-region.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { type RegistryKey, repositoryArn, type RepositoryKey } from '../../standards/arn/registry-key.ts'
import { isRepositoryName } from '../../standards/oci/reference.ts'

/** The repository that an ARN names, of any account, if its registry has the kind and the region of this one. */
export function repositoryOfArn(registry: RegistryKey, text: string): RepositoryKey | undefined {
  const { account = '', resource = '' } = parseArn(text) ?? {}
  const [, name = ''] = /^repository\/(.+)$/.exec(resource) ?? []
  if (!isAccount(account) || !isRepositoryName(name)) return undefined
  const key = { ...registry, account, name }
  return repositoryArn(key, name) === text ? key : undefined
}
