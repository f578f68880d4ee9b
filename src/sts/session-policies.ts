import type { Work } from '../database/statement.ts'
import { failedValidation } from '../errors.ts'
import type { PolicyDescriptorType } from '../generated/sts.ts'
import { findAwsManagedPolicy } from '../iam/policies/aws-managed-policies.ts'
import { findCustomerPolicy } from '../iam/policies/find-policy.ts'
import { sessionPolicyNotFound } from './errors.ts'
import type { SessionPolicy } from './session-limits.ts'
import { maxPolicyLength, maxSessionPolicies, requireSessionPolicy } from './session-policy-rules.ts'

/** How the operations name the policies that a session shall be held to. */
export interface AskedPolicies {
  readonly Policy?: string | undefined
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined
}

/** The policies of a session of this account: managed ones are the account's own, or AWS's. */
export function* findSessionPolicies(
  { Policy: document, PolicyArns: named = [] }: AskedPolicies,
  account: string,
): Work<readonly SessionPolicy[]> {
  requireSizes(document, named)
  if (document !== undefined) requireSessionPolicy(document)
  const policies: SessionPolicy[] = document === undefined ? [] : [{ document }]
  for (const { arn = '' } of named) policies.push(yield* findManaged(arn, account))
  return policies
}

function* findManaged(arn: string, account: string): Work<SessionPolicy> {
  if (findAwsManagedPolicy(arn) !== undefined) return { arn, policyId: null }
  const policy = yield* findCustomerPolicy(account, arn)
  if (policy === undefined) throw sessionPolicyNotFound(arn)
  return { arn, policyId: policy.id }
}

/** Limits that the model doesn't have, or not for every operation. */
function requireSizes(document: string | undefined, named: readonly PolicyDescriptorType[]): void {
  if (document !== undefined && document.length > maxPolicyLength) {
    throw failedValidation([`Value '${document}' at 'policy' ${atMost(maxPolicyLength)}`])
  }
  if (named.length > maxSessionPolicies) {
    const shown = named.map(({ arn = '' }) => arn).join(', ')
    throw failedValidation([`Value '[${shown}]' at 'policyArns' ${atMost(maxSessionPolicies)}`])
  }
}

const atMost = (limit: number): string =>
  `failed to satisfy constraint: Member must have length less than or equal to ${limit}`
