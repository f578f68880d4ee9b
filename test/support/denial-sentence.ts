export interface Denial {
  readonly arn: string
  readonly action: string
  readonly resource: string
  /** The kind of policy that has no statement which allows it. */
  readonly lacking?: 'identity-based' | 'resource-based' | 'session'
}

/**
 * What whoever may not do something is told.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function notAuthorized({ arn, action, resource, lacking }: Denial): string {
  const because =
    lacking === undefined
      ? 'with an explicit deny in a resource-based policy'
      : `because no ${lacking} policy allows the ${action} action`
  return `User: ${arn} is not authorized to perform: ${action} on resource: ${resource} ${because}`
}
