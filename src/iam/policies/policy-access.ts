import type { Access } from '../../request/operation.ts'

/**
 * What the operations on policies need. IAM's refusals say of what kind the resource is.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export function accessToPolicy(action: string, arn: string, context?: Access['context']): Access {
  const access = { action, resource: arn, shownAs: `policy ${arn}` }
  return context === undefined ? access : { ...access, context }
}

export const onPolicy =
  (action: string) =>
  (input: { readonly PolicyArn: string }): readonly Access[] => [accessToPolicy(action, input.PolicyArn)]
