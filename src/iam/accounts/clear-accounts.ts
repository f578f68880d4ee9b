import type { Context } from '../../request/context.ts'
import { all, run, type Work } from '../../database/statement.ts'
import { deleteKeysOfRoot, deleteKeysOfUser } from '../access-keys/access-keys.table.ts'
import { selectAccountsAfter, updateAlias } from '../accounts.table.ts'
import { deleteAttachedPolicies } from '../attachments/attachments.table.ts'
import { changeAccount } from '../change-account.ts'
import type { Identity, IdentityKind } from '../find-identity.ts'
import { deleteMembershipsOfGroup, deleteMembershipsOfUser } from '../groups/memberships.table.ts'
import { deleteIdentityRow, selectIdentitiesAfter } from '../identities.table.ts'
import { deleteInlinePolicies } from '../inline-policies/inline-policies.table.ts'
import { deleteInstanceProfilesOfAccount } from '../instance-profiles/instance-profiles.table.ts'
import { pathRange } from '../pages.ts'
import { deletePoliciesOfAccount } from '../policies/policies.table.ts'
import { deleteRootSessions } from './root-sessions.table.ts'

/** Few enough that requests never wait long behind one transaction. */
const batchSize = 100

/** Groups last: then they have no members. */
const kinds: readonly IdentityKind[] = ['user', 'role', 'group']

/**
 * Empties all accounts while requests run; only their roots stay, without keys. Users, groups and roles go in
 * small transactions, each with all that it has; the last one also removes what came in between. The account's row stays:
 * requests that run may be about to write below it, and its epoch goes on growing.
 */
export async function clearAccounts(ctx: Pick<Context, 'database'>): Promise<void> {
  for (let account = await findAfter(ctx, ''); account !== undefined; account = await findAfter(ctx, account)) {
    await clearAccount(ctx, account)
  }
}

async function findAfter({ database }: Pick<Context, 'database'>, after: string): Promise<string | undefined> {
  const [account] = await database.read(() => all(selectAccountsAfter, { after, limit: 1 }))
  return account?.id
}

async function clearAccount(ctx: Pick<Context, 'database'>, account: string): Promise<void> {
  // There are a thousand at the most. No role can go while one holds it.
  await changeAccount(ctx, account, () => run(deleteInstanceProfilesOfAccount, { account }))
  for (const kind of kinds) {
    while ((await changeAccount(ctx, account, () => removeSome(account, kind))) === batchSize);
  }
  await changeAccount(ctx, account, function* () {
    yield* run(deleteInstanceProfilesOfAccount, { account })
    for (const kind of kinds) while ((yield* removeSome(account, kind)) === batchSize);
    yield* run(deletePoliciesOfAccount, { account })
    yield* run(deleteKeysOfRoot, { account })
    yield* run(deleteRootSessions, { account })
    yield* run(updateAlias, { id: account, alias: null })
  })
}

function* removeSome(account: string, kind: IdentityKind): Work<number> {
  const page = { account, kind, after: '', limit: batchSize, ...pathRange() }
  const identities = yield* all(selectIdentitiesAfter, page)
  for (const identity of identities) yield* removeWithAll(identity)
  return identities.length
}

/** Tags and sessions go with it. */
function* removeWithAll({ id, kind }: Identity): Work<void> {
  if (kind === 'user') {
    yield* run(deleteKeysOfUser, { userId: id })
    yield* run(deleteMembershipsOfUser, { userId: id })
  }
  if (kind === 'group') yield* run(deleteMembershipsOfGroup, { groupId: id })
  yield* run(deleteAttachedPolicies, { identityId: id })
  yield* run(deleteInlinePolicies, { identityId: id })
  yield* run(deleteIdentityRow, { id })
}
