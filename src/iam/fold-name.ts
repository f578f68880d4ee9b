/**
 * Names of users, groups, roles and policies and keys of tags count regardless of case, and are kept as they were given.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html#reference_iam-quotas-names
 */
export function foldName(name: string): string {
  return name.toLowerCase()
}
