import { invalidRegistryPolicy, invalidRepositoryPolicy } from '../errors.ts'
import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { fitsRepository } from './statement-rules.ts'

/** ECR has one sentence for whatever is wrong with a document. */
export function parseRepositoryPolicy(text: string, repositoryArn: string): Policy {
  const policy = parsePolicy(text, 'repository')
  if ('problems' in policy || !fitsRepository(policy, repositoryArn)) throw invalidRepositoryPolicy()
  return policy
}

export function parseRegistryPolicy(text: string): Policy {
  const policy = parsePolicy(text, 'registry')
  if ('problems' in policy) throw invalidRegistryPolicy()
  return policy
}
