import { afterAll, beforeAll, expect, test } from 'vitest'
import { query } from '../../../src/database/statement.ts'
import { newAccessKeyId } from '../../../src/iam/access-keys/access-key-id.ts'
import { addAccount } from '../../../src/iam/accounts/add-account.ts'
import { findRootKey, hasRightMasterKey, lockRoot, replaceRootKey } from '../../../src/iam/accounts/root-keys.ts'
import { keyRing } from '../../../src/sealing/key-ring.ts'
import { identitiesOf } from '../../support/identities.ts'
import { startTestServer, type TestServer } from '../../support/test-server.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

let accounts = 0
const nextAccount = (): string => String(++accounts).padStart(12, '0')

/** The account's row, and whose keys and sessions there are. */
function stateOf(account: string) {
  const { database } = server.running.ctx
  return database.read(function* () {
    const [row] = yield* query((db) => db.selectFrom('account').selectAll().where('id', '=', account))
    const keys = yield* query((db) => db.selectFrom('access_key').selectAll().where('account', '=', account))
    const sessions = yield* query((db) => db.selectFrom('session').select('kind').where('account', '=', account))
    return { epoch: row?.auth_epoch ?? -1, keys, kinds: sessions.map(({ kind }) => kind).sort() }
  })
}

/** As GetSessionToken and GetFederationToken of root would make them. */
async function addRootSessions(account: string): Promise<void> {
  const { database, ids } = server.running.ctx
  await database.change(function* () {
    for (const kind of ['user', 'federated'] as const) {
      yield* query((db) =>
        db.insertInto('session').values({
          id: newAccessKeyId(account, ids, 'ASIA'),
          account,
          kind,
          identity_id: null,
          name: kind === 'user' ? '' : 'fred',
          policies: '[]',
          tags: '{}',
          created_at: 0,
          expires_at: 1,
          sealed_secret: new Uint8Array(1),
        }),
      )
    }
  })
}

/** An account with a user who has a key, a role with a session, and sessions of root. */
async function inhabitedAccount(): Promise<string> {
  const account = nextAccount()
  await addAccount(server.running.ctx, account)
  const identities = identitiesOf(server, account)
  await identities.addUser('amar')
  await identities.assumeRole('builder', await identities.addRole('builder'))
  await addRootSessions(account)
  return account
}

test('an account that four requests make at once is made once, with one key', async () => {
  const { ctx } = server.running
  const account = nextAccount()
  const made = await Promise.all([1, 2, 3, 4].map(() => addAccount(ctx, account)))
  const [key, ...others] = made.filter((each) => each !== undefined)
  expect(others).toEqual([])
  expect(await findRootKey(ctx, account)).toEqual(key)
  expect((await stateOf(account)).keys).toHaveLength(1)
})

test('a new key of root replaces root’s keys and sessions, and leaves those of users and roles', async () => {
  const { ctx } = server.running
  const account = await inhabitedAccount()
  const before = await stateOf(account)
  const replaced = await replaceRootKey(ctx, account)
  const after = await stateOf(account)
  expect(replaced?.oldIds).toEqual(before.keys.filter((key) => key.user_id === null).map(({ id }) => id))
  expect(after.keys.filter((key) => key.user_id === null).map(({ id }) => id)).toEqual([
    replaced?.accessKey.accessKeyId,
  ])
  expect(after.keys.filter((key) => key.user_id !== null)).toEqual(before.keys.filter((key) => key.user_id !== null))
  expect([before.kinds, after.kinds]).toEqual([['federated', 'role', 'user'], ['role']])
  expect(after.epoch).toBe(before.epoch + 1)
  expect(await findRootKey(ctx, account)).toEqual(replaced?.accessKey)
})

test('a locked root has no active key and no session until its key is replaced', async () => {
  const { ctx } = server.running
  const account = await inhabitedAccount()
  const before = await stateOf(account)
  const lockedIds = await lockRoot(ctx, account)
  const after = await stateOf(account)
  expect(after.keys.filter(({ id }) => lockedIds?.includes(id)).map(({ status }) => status)).toEqual(['Inactive'])
  expect(after.keys.filter(({ status }) => status === 'Active')).toHaveLength(1)
  expect(after.kinds).toEqual(['role'])
  expect(after.epoch).toBe(before.epoch + 1)
  expect(await findRootKey(ctx, account)).toBeUndefined()
  expect(await lockRoot(ctx, account)).toEqual(lockedIds)

  const replaced = await replaceRootKey(ctx, account)
  expect(await findRootKey(ctx, account)).toEqual(replaced?.accessKey)
})

test('an account that does not exist has no key of root to find, replace or lock', async () => {
  const { ctx } = server.running
  const account = nextAccount()
  expect(await replaceRootKey(ctx, account)).toBeUndefined()
  expect(await lockRoot(ctx, account)).toBeUndefined()
  expect(await findRootKey(ctx, account)).toBeUndefined()
  expect((await stateOf(account)).keys).toEqual([])
})

test('a master key that is not the database’s is recognised', async () => {
  const { database, keys, ids } = server.running.ctx
  expect(await hasRightMasterKey({ database, keys })).toBe(true)
  expect(await hasRightMasterKey({ database, keys: keyRing(Buffer.alloc(32, 3), ids) })).toBe(false)
})
