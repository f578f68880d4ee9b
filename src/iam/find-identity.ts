import type { Row } from '../database/schema.ts'
import { first, type Work } from '../database/statement.ts'
import { parseArn } from '../standards/arn/arn.ts'
import { noSuchIdentity } from './errors.ts'
import { foldName } from './fold-name.ts'
import { selectIdentityNamed } from './identities.table.ts'
import { identityArn } from './identity-arn.ts'

/** A user, group or role. */
export type Identity = Row<'identity'>
export type IdentityKind = Identity['kind']

/** By its name, which counts regardless of case. */
export function findIdentity(account: string, kind: IdentityKind, name: string): Work<Identity | undefined> {
  return first(selectIdentityNamed, { account, kind, foldedName: foldName(name) })
}

export function* requireIdentity(account: string, kind: IdentityKind, name: string): Work<Identity> {
  const identity = yield* findIdentity(account, kind, name)
  if (identity === undefined) throw noSuchIdentity(kind, name)
  return identity
}

/** The user or role with this very ARN: path and case count, though names are unique without them. */
export function* findIdentityByArn(arn: string): Work<Identity | undefined> {
  const { account = '', resource = '' } = parseArn(arn) ?? {}
  const kind = resource.slice(0, resource.indexOf('/'))
  if (kind !== 'user' && kind !== 'role') return undefined
  const identity = yield* findIdentity(account, kind, resource.slice(resource.lastIndexOf('/') + 1))
  return identity !== undefined && identityArn(identity) === arn ? identity : undefined
}
