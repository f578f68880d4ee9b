import { first, type Work } from '../../database/statement.ts'
import type { Policy } from '../../generated/iam.ts'
import { countAttachments, countBoundaries } from '../attachments/attachments.table.ts'
import { type AwsManagedPolicy, findAwsManagedPolicy } from './aws-managed-policies.ts'
import { type CustomerPolicy, policyArn, requireCustomerPolicy } from './find-policy.ts'

/** A managed policy, AWS's own or a customer's, but for what it says. */
export interface ManagedPolicy {
  readonly id: string
  readonly arn: string
  readonly name: string
  readonly path: string
  readonly description: string
  readonly defaultVersion: number
  /** AWS's own have no times here: not all of them are published. */
  readonly createdAt: number | undefined
  readonly updatedAt: number | undefined
}

/** How many have it, as a policy of theirs and as their boundary. */
export interface PolicyUsage {
  readonly attachments: number
  readonly boundaries: number
}

export interface ListedPolicy {
  readonly policy: ManagedPolicy
  readonly usage: PolicyUsage
}

export function* requireManagedPolicy(account: string, arn: string): Work<ManagedPolicy> {
  const ofAws = findAwsManagedPolicy(arn)
  return ofAws === undefined ? ofCustomer(yield* requireCustomerPolicy(account, arn)) : ofAmazon(ofAws)
}

export const ofAmazon = (policy: AwsManagedPolicy): ManagedPolicy => ({
  ...policy,
  createdAt: undefined,
  updatedAt: undefined,
})

export const ofCustomer = (row: CustomerPolicy): ManagedPolicy => ({
  id: row.id,
  arn: policyArn(row),
  name: row.name,
  path: row.path,
  description: row.description,
  defaultVersion: row.default_version,
  createdAt: row.created_at,
  updatedAt: row.updated_at,
})

export function* readUsage(account: string, arn: string): Work<PolicyUsage> {
  const attachments = yield* first(countAttachments, { account, policyArn: arn })
  const boundaries = yield* first(countBoundaries, { account, policyArn: arn })
  return { attachments: attachments?.count ?? 0, boundaries: boundaries?.count ?? 0 }
}

/** As lists show it: without description and tags. */
export function describeManagedPolicy(policy: ManagedPolicy, { attachments, boundaries }: PolicyUsage): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: versionId(policy.defaultVersion),
    AttachmentCount: attachments,
    PermissionsBoundaryUsageCount: boundaries,
    IsAttachable: true,
    CreateDate: policy.createdAt,
    UpdateDate: policy.updatedAt,
  }
}

/** `v3` */
export const versionId = (number: number): string => `v${number}`

/** Undefined for what is no version of ours, which the model would allow. */
export function parseVersionId(id: string): number | undefined {
  return /^v[1-9][0-9]{0,8}$/.test(id) ? Number(id.slice(1)) : undefined
}
