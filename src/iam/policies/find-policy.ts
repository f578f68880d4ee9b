import type { Row } from '../../database/schema.ts'
import { first, type Work } from '../../database/statement.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { noSuchPolicy, notAttachable } from '../errors.ts'
import { foldName } from '../fold-name.ts'
import { findAwsManagedPolicy } from './aws-managed-policies.ts'
import { selectPolicyNamed } from './policies.table.ts'

/** A customer's managed policy. */
export type CustomerPolicy = Row<'policy'>

export const policyArn = ({ account, path, name }: Pick<CustomerPolicy, 'account' | 'path' | 'name'>): string =>
  `arn:aws:iam::${account}:policy${path}${name}`

/** The policy of an account with this very ARN. */
export function* findCustomerPolicy(account: string, arn: string): Work<CustomerPolicy | undefined> {
  const { resource = '' } = parseArn(arn) ?? {}
  if (!resource.startsWith('policy/')) return undefined
  const foldedName = foldName(resource.slice(resource.lastIndexOf('/') + 1))
  const policy = yield* first(selectPolicyNamed, { account, foldedName })
  return policy !== undefined && policyArn(policy) === arn ? policy : undefined
}

export function* requireCustomerPolicy(account: string, arn: string): Work<CustomerPolicy> {
  const policy = yield* findCustomerPolicy(account, arn)
  if (policy === undefined) throw noSuchPolicy(arn)
  return policy
}

/** The columns by which a row names a policy, AWS's own or a customer's, that is there. */
export function* requireAttachable(
  account: string,
  arn: string,
): Work<{ readonly policyArn: string; readonly policyId: string | null }> {
  if (findAwsManagedPolicy(arn) !== undefined) return { policyArn: arn, policyId: null }
  const policy = yield* findCustomerPolicy(account, arn)
  if (policy === undefined) throw notAttachable(arn)
  return { policyArn: arn, policyId: policy.id }
}
