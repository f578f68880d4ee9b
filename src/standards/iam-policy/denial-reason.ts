import type { PolicyKind } from './attached-policy.ts'
import type { Evaluation } from './evaluate.ts'

/** An evaluation that did not allow. */
export type Denial = Exclude<Evaluation, { readonly decision: 'allowed' }>

/**
 * How AWS's sentence "User: … is not authorized to perform: … on resource: …" goes on.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
 */
export function denialReason({ action, decision, kind }: Denial): string {
  if (decision === 'explicitDeny') return `with an explicit deny in ${articles[kind]} ${names[kind]}`
  return `because no ${names[kind]} allows the ${action} action`
}

const names: Readonly<Record<PolicyKind, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
}

const articles: Readonly<Record<PolicyKind, string>> = {
  identity: 'an',
  resource: 'a',
  trust: 'the',
  boundary: 'a',
  session: 'a',
}
