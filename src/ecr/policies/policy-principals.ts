import { first, type Work } from '../../database/statement.ts'
import { selectAccount } from '../../iam/accounts.table.ts'
import { findIdentityByArn } from '../../iam/find-identity.ts'
import { selectIdentity } from '../../iam/identities.table.ts'
import { identityArn } from '../../iam/identity-arn.ts'
import { formatRepositoryPolicy } from '../../standards/iam-policy/format-repository-policy.ts'
import type { Policy } from '../../standards/iam-policy/policy.ts'
import { classifyPrincipal, type NamedPrincipal, principalsIn } from './principals-rules.ts'

/** The id of each user and role that a document names, by the name that it has there. */
export type PrincipalIds = Readonly<Record<string, string>>

/**
 * A document keeps the ids of those whom it named when it was stored: somebody who comes later under the same name is
 * another. Undefined if one of them isn't there.
 */
export function* findPrincipals(policy: Policy): Work<PrincipalIds | undefined> {
  const ids: Record<string, string> = {}
  for (const principal of principalsIn(policy)) {
    const named = classifyPrincipal(principal)
    const id = yield* findNamed(named)
    if (id === undefined) return undefined
    if (named.kind === 'identity' || named.kind === 'id') ids[principal.name] = id
  }
  return ids
}

function* findNamed(named: NamedPrincipal): Work<string | undefined> {
  switch (named.kind) {
    case 'anyone':
    case 'outsider':
      return ''
    case 'account':
      return (yield* first(selectAccount, { id: named.account }))?.id
    case 'identity':
      return (yield* findIdentityByArn(named.arn))?.id
    case 'id':
      return (yield* first(selectIdentity, { id: named.id }))?.id
    case 'unknown':
      return undefined
  }
}

export interface StoredPolicy {
  readonly document: string
  /** JSON of `PrincipalIds`. */
  readonly principals: string
}

/** A document as ECR shows it: those who are still there by their ARN of today, those who were deleted by their id. */
export function* describePolicy({ document, principals }: StoredPolicy): Work<string> {
  const ids = JSON.parse(principals) as PrincipalIds
  const shown = new Map<string, string>()
  for (const [name, id] of Object.entries(ids)) {
    const identity = yield* first(selectIdentity, { id })
    shown.set(name, identity === undefined ? id : identityArn(identity))
  }
  return formatRepositoryPolicy(document, (name) => shown.get(name) ?? name)
}
