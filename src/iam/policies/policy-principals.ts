import type { Settings } from '../../request/context.ts'
import { first, together, type Work } from '../../database/statement.ts'
import type { OperatorNote } from '../../errors.ts'
import type { Policy, PrincipalName } from '../../standards/iam-policy/policy.ts'
import { selectAccount } from '../accounts.table.ts'
import { findIdentityByArn } from '../find-identity.ts'
import { selectIdentity } from '../identities.table.ts'
import { identityArn } from '../identity-arn.ts'
import { adviceOn, classifyPrincipal, type NamedPrincipal, principalsIn } from './principals-rules.ts'
import { isServicePrincipal } from './service-principals.ts'

/** The id of each user and role that a document names, by the name that it has there. */
export type PrincipalIds = Readonly<Record<string, string>>

/**
 * A document keeps the ids of the principals that it named when it was stored: a later one of the same name is another. Or the
 * first principal that does not exist.
 */
export function* findPrincipals(policy: Policy, known: KnownPrincipals): Work<Found> {
  const ids: Record<string, string> = {}
  for (const principal of principalsIn(policy)) {
    const named = classifyPrincipal(principal)
    const id = yield* findNamed(named, known)
    if (id === undefined) return { unknown: principal, note: { advice: adviceOn(named) } }
    if (named.kind === 'identity' || named.kind === 'id') ids[principal.name] = id
  }
  return { ids }
}

/** Under `--dev` every account is there: it is made by its first use. */
type KnownPrincipals = Pick<Settings, 'isDev' | 'servicePrincipals'>

type Found = { readonly ids: PrincipalIds } | { readonly unknown: PrincipalName; readonly note: OperatorNote }

function* findNamed(named: NamedPrincipal, known: KnownPrincipals): Work<string | undefined> {
  switch (named.kind) {
    case 'anyone':
    case 'outsider':
      return ''
    case 'account':
      return known.isDev ? named.account : (yield* first(selectAccount, { id: named.account }))?.id
    case 'service':
      return isServicePrincipal(named.service, known.servicePrincipals) ? named.service : undefined
    case 'identity':
      return (yield* findIdentityByArn(named.arn))?.id
    case 'id':
      return (yield* first(selectIdentity, { id: named.id }))?.id
    case 'unknown':
      return undefined
  }
}

/** The current name of each principal: its ARN, or its id if it was deleted. */
export function* namePrincipals(ids: PrincipalIds): Work<ReadonlyMap<string, string>> {
  const entries = Object.entries(ids)
  const identities = yield* together(entries.map(([, id]) => first(selectIdentity, { id })))
  return new Map(
    entries.map(([name, id], index) => {
      const identity = identities[index]
      return [name, identity === undefined ? id : identityArn(identity)]
    }),
  )
}
