import { run, type Work } from '../database/statement.ts'
import { identityExists } from './errors.ts'
import { findIdentity, type Identity } from './find-identity.ts'
import { foldName } from './fold-name.ts'
import { updateIdentityName } from './identities.table.ts'

/** What is undefined stays. The id stays in any case, and with it all that the identity has and is named in. */
export interface NewName {
  readonly name?: string | undefined
  readonly path?: string | undefined
}

export function* renameIdentity(
  identity: Identity,
  { name = identity.name, path = identity.path }: NewName,
): Work<void> {
  const holder = yield* findIdentity(identity.account, identity.kind, name)
  if (holder !== undefined && holder.id !== identity.id) throw identityExists(identity.kind, name)
  yield* run(updateIdentityName, { id: identity.id, name, foldedName: foldName(name), path })
}
