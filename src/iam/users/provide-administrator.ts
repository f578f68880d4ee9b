import type { Context } from '../../request/context.ts'
import { all, first, run, type Work } from '../../database/statement.ts'
import { insertAccessKey, selectKeysOfUser } from '../access-keys/access-keys.table.ts'
import { type AccessKey, newAccessKey } from '../access-keys/new-access-key.ts'
import { selectAccount } from '../accounts.table.ts'
import { addIdentity } from '../add-identity.ts'
import { insertAttachedPolicy, selectAttachedArns } from '../attachments/attachments.table.ts'
import { changeAccount } from '../change-account.ts'
import { findIdentity, type Identity } from '../find-identity.ts'
import { quotas } from '../quotas.ts'

export const administratorAccess = 'arn:aws:iam::aws:policy/AdministratorAccess'

/** Why there is no key to give. */
export type NotProvided = 'no-account' | 'not-an-administrator' | 'no-active-key'

type Parts = Pick<Context, 'database' | 'keys' | 'clock' | 'ids'>

/**
 * The key of a user with AdministratorAccess, for the owner of the data: created with the user if the name is free, the same key
 * later on. A user without that policy is left alone.
 */
export function provideAdministrator(ctx: Parts, account: string, name: string): Promise<AccessKey | NotProvided> {
  return changeAccount(ctx, account, function* () {
    if ((yield* first(selectAccount, { id: account })) === undefined) return 'no-account'
    const user = yield* findIdentity(account, 'user', name)
    if (user === undefined) return yield* addAdministrator(ctx, account, name)
    const attached = yield* all(selectAttachedArns, { identityId: user.id })
    if (!attached.some(({ policy_arn: arn }) => arn === administratorAccess)) return 'not-an-administrator'
    return yield* keyOf(ctx, user)
  })
}

function* addAdministrator(ctx: Parts, account: string, name: string): Work<AccessKey> {
  const user = yield* addIdentity(ctx, account, { kind: 'user', name })
  yield* run(insertAttachedPolicy, { identity_id: user.id, policy_arn: administratorAccess, policy_id: null })
  return yield* addKey(ctx, user)
}

/** The oldest that is active; a new one where there is room. */
function* keyOf(ctx: Parts, user: Identity): Work<AccessKey | NotProvided> {
  const rows = yield* all(selectKeysOfUser, { userId: user.id })
  const row = rows.find(({ status }) => status === 'Active')
  if (row === undefined) return rows.length < quotas.AccessKeysPerUser ? yield* addKey(ctx, user) : 'no-active-key'
  const secret = ctx.keys.open('access-key', row.id, row.sealed_secret)
  return secret === undefined ? 'no-active-key' : { accessKeyId: row.id, secretAccessKey: secret.toString() }
}

function* addKey(ctx: Parts, { id, account }: Identity): Work<AccessKey> {
  const { accessKey, row } = newAccessKey(ctx, account, id)
  yield* run(insertAccessKey, row)
  return accessKey
}
