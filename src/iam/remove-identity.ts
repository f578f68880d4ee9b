import { first, run, type Work } from '../database/statement.ts'
import { mustFirst } from './errors.ts'
import type { Identity } from './find-identity.ts'
import { deleteIdentityRow, selectAttachedToIdentity, selectInlineInIdentity } from './identities.table.ts'

/** Nothing may be left that was given to it: only tags and sessions go with it. */
export function* removeIdentity({ id: identityId }: Identity): Work<void> {
  const attached = yield* first(selectAttachedToIdentity, { identityId })
  if (attached !== undefined) throw mustFirst('detach all policies')
  const inline = yield* first(selectInlineInIdentity, { identityId })
  if (inline !== undefined) throw mustFirst('delete policies')
  yield* run(deleteIdentityRow, { id: identityId })
}
