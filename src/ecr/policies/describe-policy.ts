import type { Work } from '../../database/statement.ts'
import { namePrincipals, type PrincipalIds } from '../../iam/policies/policy-principals.ts'
import type { StoredPolicy } from './policies.table.ts'
import { formatResourcePolicy } from '../../standards/iam-policy/format-resource-policy.ts'

/** A document as ECR shows it: those who are still there by their ARN of today, those who were deleted by their id. */
export function* describePolicy({ document, principals }: StoredPolicy): Work<string> {
  const names = yield* namePrincipals(JSON.parse(principals) as PrincipalIds)
  return formatResourcePolicy(document, 'pretty', (name) => names.get(name) ?? name)
}
