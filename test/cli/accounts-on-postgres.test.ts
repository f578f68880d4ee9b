import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { arnOf, done, printedKey, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder, type Serving } from '../support/ecrd-command.ts'
import { postgresPassword } from '../support/postgres.ts'
import { createPostgresDatabase, type PostgresDatabase } from '../support/postgres-databases.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const defaultAccount = '123456789012'
const other = '444455556666'

let database: PostgresDatabase
let parent: TemporaryFolder
let shared: readonly string[]
let one: Serving
let two: Serving
beforeAll(async () => {
  database = await createPostgresDatabase()
  parent = await temporaryFolder()
  const masterKeyFile = join(parent.path, 'shared.key')
  await writeFile(masterKeyFile, randomBytes(32))
  shared = ['--database', database.url, '--master-key-file', masterKeyFile]
})
afterAll(async () => {
  await one.process.end()
  await two.process.end()
  await database.drop()
  await parent.remove()
})

const folderOf = (name: string): string => join(parent.path, name)
const keyFile = (name: string): Promise<string> => readFile(join(folderOf(name), 'credentials'), 'utf8')
const arnsOf = (key: Parameters<typeof arnOf>[1]): Promise<unknown[]> =>
  Promise.all([one, two].map(({ announcement }) => arnOf(announcement.url, key)))

test('ecrd account list refuses a database that no server has started on', async () => {
  expect(await refusal(['account', 'list', ...shared, '--data', folderOf('none')])).toBe(
    'ecrd: No server has ever started on this database. Start one first: ecrd serve\n',
  )
  one = await serveFolder(folderOf('one'), shared)
  two = await serveFolder(folderOf('two'), shared)
})

test('an account that is created in the database is known to every server at once', async () => {
  const key = await printedKey(['account', 'create', other, ...shared, '--data', folderOf('none')])
  expect(await arnsOf(key)).toEqual([`arn:aws:iam::${other}:root`, `arn:aws:iam::${other}:root`])
  expect(await refusal(['account', 'create', other, ...shared])).toBe(`ecrd: Account ${other} already exists.\n`)
  expect(await done(['account', 'list', ...shared])).toMatch(
    new RegExp(`^${defaultAccount}  \\S+  active  -\n${other}  \\S+  active  -\n$`),
  )
})

test('commands find the database of a server by its data folder, without the server’s other options', async () => {
  expect(await done(['account', 'list', '--data', folderOf('one')])).toContain(other)
  const key = await printedKey(['credentials', 'rotate', other, '--data', folderOf('two')])
  expect(await arnsOf(key)).toEqual([`arn:aws:iam::${other}:root`, `arn:aws:iam::${other}:root`])
})

test('a new root key counts on every server, and is written to the named folder at once and to others at their start', async () => {
  const key = await printedKey(['credentials', 'rotate', ...shared, '--data', folderOf('one')])
  expect(key.profile).toBe(defaultAccount)
  expect(await keyFile('one')).toContain(key.accessKeyId)
  expect(await keyFile('two')).not.toContain(key.accessKeyId)
  expect(await arnsOf(key)).toEqual([`arn:aws:iam::${defaultAccount}:root`, `arn:aws:iam::${defaultAccount}:root`])
  await two.process.end()
  two = await serveFolder(folderOf('two'), shared)
  expect(await keyFile('two')).toBe(await keyFile('one'))
})

test('credentials rotate and lock leave the key alone in a folder that does not belong to the database', async () => {
  await (await serveFolder(folderOf('unrelated'))).process.end()
  const kept = await keyFile('unrelated')
  await runEcrd(['credentials', 'lock', ...shared, '--data', folderOf('unrelated')])
  expect(await keyFile('unrelated')).toBe(kept)
  const key = await printedKey(['credentials', 'rotate', ...shared, '--data', folderOf('unrelated')])
  expect(key.words).toContain('It is shown only once: store it safely.')
  expect(await keyFile('unrelated')).toBe(kept)
})

test('ecrd account create refuses a wrong master key, and none at all', async () => {
  const masterKeyFile = join(parent.path, 'wrong.key')
  await writeFile(masterKeyFile, randomBytes(32))
  const args = ['account', 'create', '999999999999', '--database', database.url]
  expect(await refusal([...args, '--master-key-file', masterKeyFile])).toBe(
    `ecrd: The master key in ${masterKeyFile} is not the key that encrypted the data. Restore the right one.\n`,
  )
  expect(await refusal(args)).toBe(
    'ecrd: With --database the master key is shared by all servers of that database: name its file with --master-key-file.\n',
  )
  expect(await done(['account', 'list', ...shared])).not.toContain('999999999999')
})

test('an error about a database that does not exist shows no password', async () => {
  const nowhere = database.url.replace(database.name, 'nowhere')
  const sentence = await refusal(['account', 'list', '--database', nowhere, ...shared.slice(2)])
  expect(sentence).toContain('database "nowhere" does not exist')
  expect(sentence).not.toContain(postgresPassword)
})
