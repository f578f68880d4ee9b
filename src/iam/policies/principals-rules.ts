import type { Policy, PrincipalName } from '../../standards/iam-policy/policy.ts'

/** How a policy of a repository, a registry or a role names a principal, and so what must exist when it is stored. */
export type NamedPrincipal =
  | { readonly kind: 'anyone' }
  | { readonly kind: 'account'; readonly account: string }
  | { readonly kind: 'identity'; readonly arn: string }
  | { readonly kind: 'id'; readonly id: string }
  | { readonly kind: 'service'; readonly service: string }
  /** A principal of an identity provider, which is in no account. */
  | { readonly kind: 'outsider' }
  | { readonly kind: 'unknown' }

/** All that a document names, each once. */
export function principalsIn({ statements }: Policy): readonly PrincipalName[] {
  const names = statements.flatMap(({ principals }) => principals?.names ?? [])
  return [...new Map(names.map((each) => [`${each.type}:${each.name}`, each])).values()]
}

export function classifyPrincipal({ type, name }: PrincipalName): NamedPrincipal {
  if (type === 'Service') return { kind: 'service', service: name }
  if (type === 'Federated') return { kind: 'outsider' }
  if (name === '*') return { kind: 'anyone' }
  if (/^(AIDA|AROA)/.test(name)) return { kind: 'id', id: name }
  const [, account] = accountRegex.exec(name) ?? []
  if (account !== undefined) return { kind: 'account', account }
  return identityRegex.test(name) ? { kind: 'identity', arn: name } : { kind: 'unknown' }
}

/** How the operator can add a missing principal; undefined if IAM's own operations do that. */
export function adviceOn(named: NamedPrincipal): string | undefined {
  switch (named.kind) {
    case 'account':
      return `this server has no account ${named.account}: create it with ecrd account create ${named.account}`
    case 'service':
      return `${named.service} is not a service of AWS that this ecrd knows: if it is one, name it with --service-principals`
    default:
      return undefined
  }
}

/** Of a session its account must be there: who will have it can't be known. */
const accountRegex = /^(?:arn:aws:(?:iam|sts)::)?([0-9]{12})(?::(?:root$|assumed-role\/|federated-user\/)|$)/
const identityRegex = /^arn:aws:iam::[0-9]{12}:(user|role)\//
