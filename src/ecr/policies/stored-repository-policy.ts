import type { Context } from '../../request/context.ts'
import type { Work } from '../../database/statement.ts'
import { findPrincipals } from '../../iam/policies/policy-principals.ts'
import { formatResourcePolicy } from '../../standards/iam-policy/format-resource-policy.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { principalNotFound } from '../errors.ts'
import type { StoredPolicy } from './policies.table.ts'

/** A repository's policy as it is stored: with the ids of the principals that it names, which must all exist. */
export function* storedRepositoryPolicy(
  { settings }: Pick<Context, 'settings'>,
  text: string,
  policy: Policy,
): Work<StoredPolicy> {
  const found = yield* findPrincipals(policy, settings)
  if ('unknown' in found) throw principalNotFound(found.note)
  return { principals: JSON.stringify(found.ids), document: formatResourcePolicy(text, 'pretty') }
}
