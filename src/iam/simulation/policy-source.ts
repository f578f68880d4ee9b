import type { Work } from '../../database/statement.ts'
import type { Access, Scope } from '../../request/operation.ts'
import { foreignPolicySource, invalidEntityArn, noSuchIdentity } from '../errors.ts'
import { findIdentity, type Identity } from '../find-identity.ts'
import { identityArn } from '../identity-arn.ts'
import { type IdentityDocument, readIdentityDocuments } from '../policies/identity-documents.ts'
import { parseEntityArn } from './entity-arn.ts'

/** A user, group or role, and all that says what it may do. */
export interface SourceOfPolicies {
  readonly identity: Identity
  readonly arn: string
  readonly documents: readonly IdentityDocument[]
}

/** A caller with the right on `*` learns what is wrong with a name that is not of the account. */
export function onPolicySource(action: string, arn: string, { caller: { account } }: Scope): Access {
  return { action, resource: parseEntityArn(arn)?.account === account ? arn : '*' }
}

export function* requirePolicySource(account: string, arn: string): Work<SourceOfPolicies> {
  const entity = parseEntityArn(arn)
  if (entity === undefined) throw invalidEntityArn(arn)
  if (entity.account !== account) throw foreignPolicySource(account, entity.account)
  const identity = yield* findIdentity(account, entity.kind, entity.name)
  if (identity === undefined || identityArn(identity) !== arn) throw noSuchIdentity(entity.kind, entity.name)
  return { identity, arn, documents: yield* readIdentityDocuments(identity.id, arn) }
}
