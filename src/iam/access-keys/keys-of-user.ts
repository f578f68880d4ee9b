import type { Row } from '../../database/schema.ts'
import { all, type Work } from '../../database/statement.ts'
import { noSuchAccessKey } from '../errors.ts'
import type { UserOrCaller } from '../users/user-or-caller.ts'
import { selectKeysOfRoot, selectKeysOfUser } from './access-keys.table.ts'

export type AccessKeyRow = Row<'access_key'>

/** The oldest first. */
export function keysOf(user: UserOrCaller, account: string): Work<readonly AccessKeyRow[]> {
  return user === 'root' ? all(selectKeysOfRoot, { account }) : all(selectKeysOfUser, { userId: user.id })
}

/** A key of this user: those of others can't be told from none. */
export function* requireKeyOf(user: UserOrCaller, account: string, id: string): Work<AccessKeyRow> {
  const key = (yield* keysOf(user, account)).find((each) => each.id === id)
  if (key === undefined) throw noSuchAccessKey(id)
  return key
}
