import { quotaExceeded } from './errors.ts'

/**
 * How much of everything there may be, under the names that IAM's refusals have for it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
 */
export const quotas = {
  UsersPerAccount: 5_000,
  GroupsPerAccount: 300,
  RolesPerAccount: 1_000,
  PoliciesPerAccount: 1_500,
  InstanceProfilesPerAccount: 1_000,
  /** Roles that a profile may hold, by the name that IAM's refusal has for it. */
  InstanceSessionsPerInstanceProfile: 1,
  GroupsPerUser: 10,
  AccessKeysPerUser: 2,
  PoliciesPerUser: 10,
  PoliciesPerGroup: 10,
  PoliciesPerRole: 10,
  VersionsPerPolicy: 5,
  TagsPerUser: 50,
  TagsPerRole: 50,
  TagsPerPolicy: 50,
  TagsPerInstanceProfile: 50,
  /** Characters of a trust policy, without blanks. */
  ACLSizePerRole: 2_048,
  /** Characters of a managed policy, without blanks; of inline policies all together for what they are in. */
  PolicySize: 6_144,
  UserPolicySize: 2_048,
  GroupPolicySize: 5_120,
  RolePolicySize: 10_240,
} as const

/** `count`: how many there would be. */
export function requireWithin(quota: keyof typeof quotas, count: number): void {
  if (count > quotas[quota]) throw quotaExceeded(quota, quotas[quota])
}

/** Blanks don't count in the size of a document. */
export function sizeOfDocument(document: string): number {
  return document.replace(/\s/g, '').length
}
