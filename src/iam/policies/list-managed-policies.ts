import { all } from '../../database/statement.ts'
import type { Part } from '../chained-lists.ts'
import { foldName } from '../fold-name.ts'
import { pathRange } from '../pages.ts'
import { awsManagedPolicies } from './aws-managed-policies.ts'
import { type ListedPolicy, ofAmazon, ofCustomer, readUsage } from './managed-policy.ts'
import { selectPoliciesAfter } from './policies.table.ts'

export interface PolicyFilter {
  readonly pathPrefix?: string | undefined
  /** Only those that are attached as a policy. */
  readonly isAttached?: boolean
  /** Only those that are attached as a boundary. */
  readonly isBoundary?: boolean
  /** Only those that are attached in either way. */
  readonly isUsed?: boolean
}

const keyOf = ({ policy }: ListedPolicy): string => foldName(policy.name)

/** The account's own, by name. */
export function listOwnPolicies(account: string, filter: Omit<PolicyFilter, 'isUsed'>): Part<ListedPolicy> {
  const least = { minAttachments: filter.isAttached ? 1 : 0, minBoundaries: filter.isBoundary ? 1 : 0 }
  const of = { account, ...least, ...pathRange(filter.pathPrefix) }
  return {
    *rowsAfter(after, limit) {
      const rows = yield* all(selectPoliciesAfter, { ...of, after, limit })
      return rows.map((row) => ({
        policy: ofCustomer(row),
        usage: { attachments: row.attachments ?? 0, boundaries: row.boundaries ?? 0 },
      }))
    },
    keyOf,
  }
}

/** AWS's, by name. */
export function listPoliciesOfAws(account: string, filter: PolicyFilter): Part<ListedPolicy> {
  const { pathPrefix = '/' } = filter
  const inPath = byName.filter(({ policy }) => policy.path.startsWith(pathPrefix))
  return {
    *rowsAfter(after, limit) {
      const listed: ListedPolicy[] = []
      for (const { key, policy } of inPath) {
        if (key <= after || listed.length === limit) continue
        const candidate = { policy, usage: yield* readUsage(account, policy.arn) }
        if (passes(candidate, filter)) listed.push(candidate)
      }
      return listed
    },
    keyOf,
  }
}

const byName = awsManagedPolicies
  .map((policy) => ({ key: foldName(policy.name), policy: ofAmazon(policy) }))
  .sort((a, b) => (a.key < b.key ? -1 : 1))

function passes({ usage }: ListedPolicy, { isAttached, isBoundary, isUsed }: PolicyFilter): boolean {
  if (isAttached === true && usage.attachments === 0) return false
  if (isBoundary === true && usage.boundaries === 0) return false
  return isUsed !== true || usage.attachments + usage.boundaries > 0
}
