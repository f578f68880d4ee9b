import type { Context } from '../../request/context.ts'
import type { Work } from '../../database/statement.ts'
import { formatResourcePolicy } from '../../standards/iam-policy/format-resource-policy.ts'
import { parsePolicy } from '../../standards/iam-policy/parse-policy.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { malformedSentence } from '../../standards/iam-policy/problem.ts'
import { encodeDocument } from '../encode-document.ts'
import { invalidPrincipal, malformedDocument } from '../errors.ts'
import type { Identity } from '../find-identity.ts'
import { findPrincipals, namePrincipals, type PrincipalIds } from '../policies/policy-principals.ts'
import { requireWithin, sizeOfDocument } from '../quotas.ts'

/** Says who may assume a role: a document in IAM's grammar for trust policies, as it was given. */
export interface TrustPolicy {
  readonly text: string
  readonly policy: Policy
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html */
export function parseTrust(text: string): TrustPolicy {
  const policy = parsePolicy(text, 'trust')
  if ('problems' in policy) throw malformedDocument(malformedSentence(policy))
  requireWithin('ACLSizePerRole', sizeOfDocument(text))
  return { text, policy }
}

/** The columns in which a role stores it: with the ids of the principals that it names, which must all exist. */
export function* storedTrust(
  { settings }: Pick<Context, 'settings'>,
  { text, policy }: TrustPolicy,
): Work<{ trust_policy: string; trust_principals: string }> {
  const found = yield* findPrincipals(policy, settings)
  if ('unknown' in found) throw invalidPrincipal(found.unknown, found.note)
  return { trust_policy: formatResourcePolicy(text, 'compact'), trust_principals: JSON.stringify(found.ids) }
}

/** As answers have it: a principal that was deleted since is shown by its id. */
export function* describeTrust(role: Pick<Identity, 'trust_policy' | 'trust_principals'>): Work<string> {
  const names = yield* namePrincipals(JSON.parse(role.trust_principals) as PrincipalIds)
  return encodeDocument(formatResourcePolicy(role.trust_policy ?? '{}', 'compact', (name) => names.get(name) ?? name))
}
