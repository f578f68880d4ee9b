import { beforeEach, describe, expect, it } from 'vitest'
import { dialects } from '../../test/support/databases.ts'
import { ConstraintViolation } from './constraint-violation.ts'
import type { Database } from './database.ts'
import { all, type Bound, first, query, run, statement, together, type Work } from './statement.ts'

const insertRegistry = statement('insertRegistry', (db, p: Bound<{ account: string }>) =>
  db.insertInto('registry').values({ kind: 'private', account: p.account, region: 'eu-central-1' }).returning('id'),
)
const insertRegistryOnce = statement('insertRegistryOnce', (db, p: Bound<{ account: string }>) =>
  db
    .insertInto('registry')
    .values({ kind: 'private', account: p.account, region: 'eu-central-1' })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id'),
)
const insertScope = statement('insertScope', (db, p: Bound<{ registryId: number }>) =>
  db.insertInto('blob_namespace').values({ registry_id: p.registryId, encryption_type: 'AES256', kms_key: '' }),
)
const selectAccounts = statement('selectAccounts', (db) => db.selectFrom('registry').select('account').orderBy('id'))
const deleteRegistries = statement('deleteRegistries', (db) => db.deleteFrom('registry'))
const insertKey = statement('insertKey', (db, p: Bound<{ id: string; secret: Uint8Array; createdAt: unknown }>) =>
  db.insertInto('access_key').values({
    id: p.id,
    account: '000000000000',
    user_id: null,
    sealed_secret: p.secret,
    status: 'Active',
    created_at: p.createdAt as number,
  }),
)

describe.each(dialects)('$name', ({ freshDatabase }) => {
  let database: Database
  beforeEach(async () => {
    database = await freshDatabase()
  })
  const accounts = async (): Promise<string[]> =>
    (await database.read(() => all(selectAccounts, {}))).map(({ account }) => account)

  it('gives a work the rows of its statements, and gives the caller the result of the work', async () => {
    const result = await database.change(function* () {
      const inserted = yield* first(insertRegistry, { account: 'a' })
      const known = yield* first(insertRegistryOnce, { account: 'a' })
      return { inserted, known, deleted: yield* run(deleteRegistries, {}) }
    })
    expect(result).toEqual({ inserted: { id: 1 }, known: undefined, deleted: 1 })
  })

  it('runs a work and the works inside it in one transaction', async () => {
    function* insertTwo(): Work<number> {
      yield* run(insertRegistry, { account: 'a' })
      return yield* insertOne()
    }
    function* insertOne(): Work<number> {
      return yield* run(insertRegistry, { account: 'b' })
    }
    expect(await database.change(insertTwo)).toBe(1)
    expect(await accounts()).toEqual(['a', 'b'])
  })

  it('runs works side by side, each with its own results, however many batches each takes', async () => {
    function* insertAndCount(account: string): Work<number> {
      yield* run(insertRegistry, { account })
      return (yield* all(selectAccounts, {})).length
    }
    const results = await database.change(() =>
      together([first(insertRegistry, { account: 'a' }), insertAndCount('b'), together([]), insertAndCount('c')]),
    )
    expect(results).toEqual([{ id: 1 }, 3, [], 3])
    expect(await accounts()).toEqual(['a', 'b', 'c'])
  })

  it('shows works side by side in a read one state, even when each is one statement', async () => {
    await database.change(() => run(insertRegistry, { account: 'a' }))
    const rows = [{ account: 'a' }]
    expect(await database.read(() => together([all(selectAccounts, {}), all(selectAccounts, {})]))).toEqual([
      rows,
      rows,
    ])
  })

  it('throws a violated constraint into the one of several works that violates it', async () => {
    const kinds = await database.change(() =>
      together([
        violation(run(insertRegistry, { account: 'a' })),
        violation(run(insertScope, { registryId: 77 })),
        violation(run(insertRegistry, { account: 'a' })),
        violation(run(insertRegistry, { account: 'b' })),
      ]),
    )
    expect(kinds).toEqual(['none', 'foreign-key', 'unique', 'none'])
    expect(await accounts()).toEqual(['a', 'b'])
  })

  it('rolls back a change when one of several works throws, and runs the next change', async () => {
    function* refuse(): Work<void> {
      yield* run(insertRegistry, { account: 'b' })
      throw new Error('changed my mind')
    }
    const failed = database.change(() => together([run(insertRegistry, { account: 'a' }), refuse()]))
    const next = database.change(() => run(insertRegistry, { account: 'c' }))
    await expect(failed).rejects.toThrow('changed my mind')
    await next
    expect(await accounts()).toEqual(['c'])
  })

  it('sends nothing of a batch of which one value is refused', async () => {
    const secret = new Uint8Array()
    const failed = database.change(() =>
      together([run(insertRegistry, { account: 'a' }), run(insertKey, { id: 'a', secret, createdAt: 1.5 })]),
    )
    await expect(failed).rejects.toThrow('insertKey: createdAt: 1.5 is no value for a column')
    expect(await accounts()).toEqual([])
  })

  it('rolls back a change whose work throws, and runs the next change', async () => {
    const failed = database.change(function* () {
      yield* run(insertRegistry, { account: 'a' })
      throw new Error('changed my mind')
    })
    const next = database.change(() => run(insertRegistry, { account: 'b' }))
    await expect(failed).rejects.toThrow('changed my mind')
    await next
    expect(await accounts()).toEqual(['b'])
  })

  it('throws a violated constraint into the work, which can catch it and continue', async () => {
    const caught = await database.change(function* () {
      yield* run(insertRegistry, { account: 'a' })
      const kinds = [
        yield* violation(run(insertRegistry, { account: 'a' })),
        yield* violation(run(insertScope, { registryId: 77 })),
      ]
      yield* run(insertRegistry, { account: 'b' })
      return kinds
    })
    expect(caught).toEqual(['unique', 'foreign-key'])
    expect(await accounts()).toEqual(['a', 'b'])
  })

  it('rolls back a change whose work does not catch a violated constraint', async () => {
    const change = database.change(function* () {
      yield* run(insertRegistry, { account: 'a' })
      yield* run(insertRegistry, { account: 'a' })
    })
    await expect(change).rejects.toThrow(new ConstraintViolation('unique', undefined))
    expect(await accounts()).toEqual([])
  })

  it('refuses to delete a row that another row refers to', async () => {
    const id = await database.change(function* () {
      const registry = yield* first(insertRegistry, { account: 'a' })
      if (registry !== undefined) yield* run(insertScope, { registryId: registry.id })
      return registry?.id
    })
    expect(await database.change(() => violation(run(deleteRegistries, {})))).toBe('foreign-key')
    expect(id).toBe(1)
  })

  it('never gives an id out twice', async () => {
    await database.change(() => run(insertRegistry, { account: 'a' }))
    await database.change(() => run(deleteRegistries, {}))
    expect(await database.change(() => first(insertRegistry, { account: 'a' }))).toEqual({ id: 2 })
  })

  it('shows a reader only complete transactions', async () => {
    const seen = new Set<number>()
    const changes = Array.from({ length: 20 }, (_, n) =>
      database.change(function* () {
        yield* run(insertRegistry, { account: `${n}-1` })
        yield* run(insertRegistry, { account: `${n}-2` })
      }),
    )
    for (let reads = 0; reads < 20; reads++) seen.add((await accounts()).length % 2)
    await Promise.all(changes)
    expect([...seen]).toEqual([0])
  })

  it('refuses to write in a read', async () => {
    await expect(database.read(() => run(insertRegistry, { account: 'a' }))).rejects.toThrow()
    expect(await accounts()).toEqual([])
  })

  it('keeps bytes, and sorts text by its bytes', async () => {
    const ids = ['Z', 'a', 'é', '😀', '\uffee']
    const secret = new Uint8Array([0, 255, 7])
    for (const id of ids) await database.change(() => run(insertKey, { id, secret, createdAt: 5 }))
    const found = await database.read(() => query((db) => db.selectFrom('access_key').selectAll().orderBy('id')))
    expect(found.map(({ id }) => id)).toEqual(['Z', 'a', 'é', '\uffee', '😀'])
    expect(found[0]?.sealed_secret).toEqual(secret)
  })

  it.each([
    [true, 'true'],
    [undefined, 'undefined'],
    [Number.NaN, 'NaN'],
    [1.5, '1.5'],
    [2 ** 53, '9007199254740992'],
    [5n, 'bigint'],
    [new Date(0), 'object'],
  ])('refuses %s where a column wants a value', async (createdAt, said) => {
    const change = database.change(() => run(insertKey, { id: 'a', secret: new Uint8Array(), createdAt }))
    await expect(change).rejects.toThrow(
      `insertKey: createdAt: ${said} is no value for a column (text, safe integer, Uint8Array or null)`,
    )
  })

  it('refuses text with a character that not every database keeps', async () => {
    const named = (account: string) => database.change(() => run(insertRegistry, { account }))
    await expect(named('a\0b')).rejects.toThrow('Text must not contain the character U+0000')
    expect(await accounts()).toEqual([])
  })

  it('answers queries whose SQL depends on their input', async () => {
    for (const account of ['a', 'b', 'c']) await database.change(() => run(insertRegistry, { account }))
    const named = (wanted: string[]) =>
      database.read(() => query((db) => db.selectFrom('registry').select('account').where('account', 'in', wanted)))
    expect(await named(['a', 'c', 'x'])).toEqual([{ account: 'a' }, { account: 'c' }])
    for (let length = 1; length <= 100; length++) {
      expect(await named(Array.from({ length }, (_, n) => (n === 0 ? 'b' : `${n}`)))).toEqual([{ account: 'b' }])
    }
  })

  it('refuses a second statement of the same name', async () => {
    const namesake = statement('selectAccounts', (db) => db.selectFrom('registry').select('id'))
    await accounts()
    await expect(database.read(() => all(namesake, {}))).rejects.toThrow('two statements are named selectAccounts')
  })

  it('completes pending changes when it is closed, and refuses all later work', async () => {
    const change = database.change(() => run(insertRegistry, { account: 'a' }))
    await Promise.all([database.close(), database.close()])
    await expect(change).resolves.toBe(1)
    await expect(accounts()).rejects.toThrow('the database is closed')
    await expect(database.change(() => run(insertRegistry, { account: 'b' }))).rejects.toThrow('the database is closed')
  })
})

/** Runs a work that is expected to violate a constraint; says which kind. */
function* violation(work: Work<unknown>): Work<string> {
  try {
    yield* work
    return 'none'
  } catch (error) {
    if (error instanceof ConstraintViolation) return error.kind
    throw error
  }
}
