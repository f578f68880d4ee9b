import type { Row } from '../../database/schema.ts'
import { first, type Work } from '../../database/statement.ts'
import { accessDenied } from '../../errors.ts'
import type { Scope } from '../../request/operation.ts'
import { parseArn } from '../../standards/arn/arn.ts'
import { noSuchBoundary, noSuchPolicy, notAttachable } from '../errors.ts'
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

/** One that the caller's account may change. AWS's own are in no account that could be allowed to. */
export function* requireOwnPolicy({ caller }: Scope, action: string, arn: string): Work<CustomerPolicy> {
  if (findAwsManagedPolicy(arn) !== undefined)
    throw accessDenied({ caller: caller.arn, action, resource: `policy ${arn}` })
  return yield* requireCustomerPolicy(caller.account, arn)
}

/** The columns by which a row names a policy that is there: of a customer's its id, too. */
export interface NamedPolicy {
  readonly policyArn: string
  readonly policyId: string | null
}

export function* requireAttachable(account: string, arn: string): Work<NamedPolicy> {
  const policy = yield* findNamed(account, arn)
  if (policy === undefined) throw notAttachable(arn)
  return policy
}

export function* requireBoundary(account: string, arn: string): Work<NamedPolicy> {
  const policy = yield* findNamed(account, arn)
  if (policy === undefined) throw noSuchBoundary(arn)
  return policy
}

function* findNamed(account: string, arn: string): Work<NamedPolicy | undefined> {
  if (findAwsManagedPolicy(arn) !== undefined) return { policyArn: arn, policyId: null }
  const policy = yield* findCustomerPolicy(account, arn)
  return policy && { policyArn: arn, policyId: policy.id }
}
