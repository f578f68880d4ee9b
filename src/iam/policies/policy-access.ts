import type { Access } from '../../operation.ts'

/**
 * What the operations on policies need.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html
 */
export const onPolicy =
  (action: string) =>
  ({ PolicyArn: arn }: { readonly PolicyArn: string }): readonly Access[] => [
    { action, resource: arn, shownAs: `policy ${arn}` },
  ]
