import type { PolicyPlace } from '../../request/policy-source.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import type { AccessRequest } from '../../standards/iam-policy/access-request.ts'
import { asksRegistry } from './resource-policy-rules.ts'

/** The policy in which a statement would let somebody do this: of the repository, or of the registry. */
export function policyPlace({ action, resource, resourceAccount }: AccessRequest): PolicyPlace | undefined {
  if (!action.startsWith('ecr:')) return undefined
  if (/^arn:[^:]+:ecr:[^:]+:[^:]+:repository\/[^*?]+$/.test(resource) && !asksRegistry(action, 'V1')) {
    return { words: `the policy of the repository ${resource}`, grammar: 'repository' }
  }
  const region = parseArn(resource)?.region
  const where = region === undefined ? resourceAccount : `${resourceAccount} in ${region}`
  const scope = asksRegistry(action, 'V1') ? '' : ', if REGISTRY_POLICY_SCOPE is V2'
  return { words: `the policy of the registry ${where}${scope}`, grammar: 'registry' }
}
