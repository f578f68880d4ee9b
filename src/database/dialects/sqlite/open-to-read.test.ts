import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { query, type Work } from '../../statement.ts'
import { openSqlite } from './open-sqlite.ts'
import { openSqliteToRead } from './open-to-read.ts'

let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ecrd-test-'))
  path = join(folder, 'ecrd.db')
})
afterEach(() => rm(folder, { recursive: true }))

const addAccount = (id: string) => (): Work<unknown> =>
  query((db) => db.insertInto('account').values({ id, alias: null, auth_epoch: 0, created_at: 0 }))

const accounts = (): Work<readonly unknown[]> => query((db) => db.selectFrom('account').select('id').orderBy('id'))

test('a reader sees what a server has committed, while the server runs and after it has closed', async () => {
  const served = await openSqlite({ path })
  await served.change(addAccount('111111111111'))
  const beside = openSqliteToRead(path)
  expect(await beside.read(accounts)).toEqual([{ id: '111111111111' }])
  await served.change(addAccount('222222222222'))
  await beside.close()
  await served.close()
  const afterwards = openSqliteToRead(path)
  expect(await afterwards.read(accounts)).toHaveLength(2)
  await afterwards.close()
  const again = await openSqlite({ path })
  expect(await again.read(accounts)).toHaveLength(2)
  await again.close()
})

test('a database that was opened to be read refuses every change', async () => {
  await (await openSqlite({ path })).close()
  const database = openSqliteToRead(path)
  await expect(database.change(addAccount('111111111111'))).rejects.toThrow('was opened to be read')
  await expect(database.read(addAccount('111111111111'))).rejects.toMatchObject({
    cause: { message: 'attempt to write a readonly database' },
  })
  await database.close()
})

test('openSqliteToRead refuses a missing file and tables of another version', async () => {
  expect(() => openSqliteToRead(path)).toThrow(`The database ${path} can't be read: unable to open database file.`)
  const other = new DatabaseSync(path)
  other.exec('create table schema_version (version integer not null) strict; insert into schema_version values (1)')
  other.close()
  expect(() => openSqliteToRead(path)).toThrow(/^The tables of .* have version 1, but this ecrd reads [0-9]+\./)
})
