import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it, onTestFinished } from 'vitest'
import { freshFolder } from '../../../../test/support/databases.ts'
import { type Bound, query, run, statement } from '../../statement.ts'
import { migrations } from '../../migrations/migrations.ts'
import { openSqlite, type SqliteOptions } from './open-sqlite.ts'
import { syncFileData } from './wal-file.ts'

const insertRegistry = statement('insertRegistry', (db, p: Bound<{ account: string }>) =>
  db.insertInto('registry').values({ kind: 'private', account: p.account, region: 'eu-central-1' }),
)
const insertKey = statement('insertKey', (db, p: Bound<{ id: string; secret: Uint8Array }>) =>
  db.insertInto('access_key').values({
    id: p.id,
    account: '0',
    user_id: null,
    sealed_secret: p.secret,
    status: 'Active',
    created_at: 0,
  }),
)
const kibibyte = 1024

it('SQLite makes changes that arrive together durable by one sync', async () => {
  let syncs = 0
  const { database } = await opened({
    syncFile: (descriptor) => {
      syncs++
      return syncFileData(descriptor)
    },
  })
  syncs = 0
  await Promise.all(
    Array.from({ length: 64 }, (_, n) => database.change(() => run(insertRegistry, { account: `${n}` }))),
  )
  expect(syncs).toBe(1)
})

it('SQLite answers a change only when its own commit, or the commit it has read, is on disk', async () => {
  const disk = heldDisk()
  const { database } = await opened({ syncFile: disk.sync })
  disk.hold()
  const answered: string[] = []
  const change = (name: string, work: Parameters<typeof database.change>[0]) =>
    database.change(work).then(() => answered.push(name))
  const changes = [
    change('writer', () => run(insertRegistry, { account: 'a' })),
    change('reader', () => query((db) => db.selectFrom('registry').select('id'))),
    change('refused', () => run(insertRegistry, { account: 'a' })).catch(() => answered.push('refused')),
  ]
  await new Promise(setImmediate)
  expect(answered).toEqual([])
  disk.letGo()
  await Promise.all(changes)
  expect(answered).toEqual(['writer', 'reader', 'refused'])
})

it('SQLite reports a failed sync as fatal, once, and rejects every later change', async () => {
  const failures: unknown[] = []
  const broken = new Error('EIO: i/o error, fdatasync')
  let isBroken = false
  const { database } = await opened({
    syncFile: () => (isBroken ? Promise.reject(broken) : Promise.resolve()),
    onFatal: (error) => failures.push(error),
  })
  isBroken = true
  const changes = ['a', 'b', 'c'].map((account) => database.change(() => run(insertRegistry, { account })))
  expect((await Promise.allSettled(changes)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  isBroken = false
  await expect(database.change(() => run(insertRegistry, { account: 'd' }))).rejects.toBe(broken)
  expect(failures).toEqual([broken])
})

it('SQLite restarts the write-ahead log while writers continue, and keeps every change', async () => {
  const limits = { checkpointBytes: 64 * kibibyte, restartBytes: 512 * kibibyte }
  const { database, path } = await opened({ limits })
  const secret = new Uint8Array(8 * kibibyte)
  const written: string[] = []
  const writeUntilRestarted = async (): Promise<void> => {
    while (restarts(path) < 4) {
      const id = `${written.length}`
      written.push(id)
      await database.change(() => run(insertKey, { id, secret }))
    }
  }
  await Promise.all(Array.from({ length: 8 }, writeUntilRestarted))
  const rows = await database.read(() => query((db) => db.selectFrom('access_key').select('id')))
  expect(rows.map(({ id }) => id).sort()).toEqual(written.sort())
  await database.close()
  expect(readdirSync(dirname(path))).toEqual(['ecrd.db'])
})

it('SQLite rejects a change while another process is writing, and says so', async () => {
  const { database, path } = await opened({ busyTimeoutMs: 1 })
  const other = new DatabaseSync(path)
  onTestFinished(() => other.close())
  other.exec('begin immediate')
  await expect(database.change(() => run(insertRegistry, { account: 'a' }))).rejects.toThrow(
    'the database is busy: another process is writing to it',
  )
  other.exec('rollback')
  await expect(database.change(() => run(insertRegistry, { account: 'a' }))).resolves.toBe(1)
})

it('SQLite has all committed rows when a closed database is opened again', async () => {
  const { database, path } = await opened({})
  await database.change(() => run(insertRegistry, { account: 'a' }))
  await database.close()
  const again = await openSqlite({ path })
  onTestFinished(() => again.close())
  expect(await again.read(() => query((db) => db.selectFrom('registry').select('account')))).toEqual([{ account: 'a' }])
})

it('openSqlite refuses a file that is no database, and a database from a newer version', async () => {
  const folder = await freshFolder()
  const path = join(folder, 'ecrd.db')
  writeFileSync(path, 'not a database, but as long as the header of one would have to be to be read at all'.repeat(9))
  await expect(openSqlite({ path })).rejects.toThrow(`The database ${path} can't be opened: file is not a database.`)
  const newer = join(folder, 'newer.db')
  const known = migrations.length
  await (await openSqlite({ path: newer, migrations: [...migrations, () => []] })).close()
  await expect(openSqlite({ path: newer })).rejects.toThrow(
    `The database ${newer} was written by a newer ecrd (tables of version ${known + 1}, this one knows ${known}): start that version.`,
  )
})

async function opened(options: Omit<SqliteOptions, 'path'>) {
  const folder = await freshFolder()
  const path = join(folder, 'ecrd.db')
  const database = await openSqlite({ path, ...options })
  onTestFinished(() => database.close())
  return { database, path }
}

/** How often the log began anew: the "checkpoint sequence number" of https://sqlite.org/fileformat2.html#walformat */
function restarts(path: string): number {
  return readFileSync(`${path}-wal`).readUInt32BE(12)
}

/** A disk that keeps syncs waiting from `hold` to `letGo`. */
function heldDisk() {
  let held: PromiseWithResolvers<void> | undefined
  return {
    sync: (): Promise<void> => held?.promise ?? Promise.resolve(),
    hold: () => {
      held = Promise.withResolvers()
    },
    letGo: () => {
      held?.resolve()
      held = undefined
    },
  }
}
