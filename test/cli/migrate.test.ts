import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { migrations } from '../../src/database/migrations/migrations.ts'
import { runEcrd, sentencesOf, serveFolder } from '../support/ecrd-command.ts'
import { postgresPassword } from '../support/postgres.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../support/postgres-databases.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

let data: TemporaryFolder
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => data.remove())

async function migrated(...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runEcrd(['migrate', '--data', data.path, ...args])
  expect([code, stderr]).toEqual([0, ''])
  return stdout
}

const newest = migrations.length
const created = `The tables were created in version ${newest}.\n`
const upToDate = `The tables have version ${newest}, which this ecrd needs: there is nothing to do.\n`

describe('ecrd migrate on a data folder', () => {
  test('does nothing when a server has upgraded the database', async () => {
    const { process } = await serveFolder(data.path)
    await process.end()
    expect(await migrated()).toBe(upToDate)
  })

  test('is refused while a server uses the folder', async () => {
    const { process } = await serveFolder(data.path)
    const refused = await runEcrd(['migrate', '--data', data.path])
    expect(sentencesOf(refused)).toContain('Another running ecrd uses the data folder')
    expect(refused.code).toBe(1)
    await process.end()
  })

  test('is refused when there is no database', async () => {
    const refused = await runEcrd(['migrate', '--data', data.path])
    expect(sentencesOf(refused)).toBe(
      `ecrd: There is no database in ${data.path}. Name the data folder with --data, or a PostgreSQL database with --database.\n`,
    )
    expect(refused.code).toBe(1)
  })

  test('makes the tables of an empty database, once', async () => {
    new DatabaseSync(join(data.path, 'ecrd.db')).close()
    expect(await migrated()).toBe(created)
    expect(await migrated()).toBe(upToDate)
  })
})

describe('ecrd on PostgreSQL', () => {
  let database: PostgresDatabase
  beforeEach(async () => {
    database = await createPostgresDatabase('template template0')
  })
  afterEach(() => database.drop())

  async function refusal(...args: readonly string[]): Promise<string> {
    const refused = await runEcrd(['serve', '--port', '0', '--data', data.path, ...args])
    expect(refused.code).toBe(1)
    return sentencesOf(refused)
  }

  test('makes the tables by ecrd migrate, once', async () => {
    expect(await migrated('--database', database.url)).toBe(created)
    expect(await migrated('--database', database.url)).toBe(upToDate)
  })

  test('refuses to serve without --master-key-file', async () => {
    expect(await refusal('--database', database.url)).toBe(
      'ecrd: With --database the master key is shared by all servers of that database: name its file with --master-key-file.\n',
    )
  })

  test('refuses to serve a database of a newer version', async () => {
    const masterKeyFile = join(data.path, 'shared.key')
    await writeFile(masterKeyFile, randomBytes(32))
    const settings = ['--database', database.url, '--master-key-file', masterKeyFile]
    const { host } = new URL(database.url)
    const place = `the PostgreSQL database ${database.name} on ${host}`
    await migrated('--database', database.url)
    await database.run(`update schema_version set version = ${newest + 1}`)
    expect(await refusal(...settings)).toBe(
      `ecrd: The tables of ${place} are from a newer ecrd (version ${newest + 1}, this one knows ${newest}): start that version.\n`,
    )
  })

  test('shows the password of the database nowhere', async () => {
    const masterKeyFile = join(data.path, 'shared.key')
    await writeFile(masterKeyFile, randomBytes(32))
    const settings = ['--master-key-file', masterKeyFile, '--log-level', 'debug']
    const { process } = await serveFolder(data.path, settings, { ECRD_DATABASE: database.url })
    await process.end()
    expect(process.output()).toContain(`from the PostgreSQL database ${database.name} on`)
    const nowhere = database.url.replace(database.name, 'nowhere')
    const said = [
      process.output(),
      await refusal(...settings, '--database', nowhere),
      sentencesOf(await runEcrd(['serve', '--database', database.url.replace('postgres:', 'mysql:')])),
    ]
    expect(said.join('')).toContain('database "nowhere" does not exist')
    expect(said.join('')).toContain('ecrd: --database must be a URL such as postgres://USER:PASSWORD@HOST/NAME.\n')
    expect(said.join('')).not.toContain(postgresPassword)
  })
})
