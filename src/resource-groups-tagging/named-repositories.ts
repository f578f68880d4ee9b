import { repositoryOfArn } from '../ecr/repositories/repository-of-arn.ts'
import type { Scope } from '../request/operation.ts'
import type { RepositoryKey } from '../standards/arn/registry-key.ts'

/** The repository that an ARN names, if it is one of the caller's account and region; of others nothing is known here. */
export function namedRepository({ registry }: Scope, arn: string): RepositoryKey | undefined {
  const key = repositoryOfArn(registry, arn)
  return key?.account === registry.account ? key : undefined
}
