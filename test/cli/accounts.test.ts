import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { arnOf, done, printedKey, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder, type Serving } from '../support/ecrd-command.ts'
import { registryClient } from '../support/registry-client.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const defaultAccount = '123456789012'
const other = '444455556666'
const rootOf = (account: string): string => `arn:aws:iam::${account}:root`

async function keyInFile(folder: string): Promise<{ accessKeyId: string; secretAccessKey: string }> {
  const text = await readFile(join(folder, 'credentials'), 'utf8')
  const [, accessKeyId = '', secretAccessKey = ''] =
    /^\[default\]\naws_access_key_id = (.*)\naws_secret_access_key = (.*)\n/.exec(text) ?? []
  return { accessKeyId, secretAccessKey }
}

/** Each command, on a folder whose server runs and on one whose server doesn't: the same happens. */
describe.each(['while a server runs', 'while none runs'])('%s', (when) => {
  let data: TemporaryFolder
  let serving: Serving
  const isRunning = when === 'while a server runs'
  beforeAll(async () => {
    data = await temporaryFolder()
    serving = await serveFolder(data.path)
    if (!isRunning) await serving.process.end()
  })
  afterAll(async () => {
    await serving.process.end()
    await data.remove()
  })

  const inFolder = (...args: string[]): string[] => [...args, '--data', data.path]

  /** Asks whoever serves the folder: the server that runs, or one that starts for this. */
  async function asked<T>(ask: (url: string) => Promise<T>): Promise<T> {
    if (isRunning) return ask(serving.announcement.url)
    const { process, announcement } = await serveFolder(data.path)
    try {
      return await ask(announcement.url)
    } finally {
      await process.end()
    }
  }

  test('ecrd account create makes an account, prints its key once and says the name of its registry', async () => {
    const key = await printedKey(inFolder('account', 'create', other))
    expect(key.profile).toBe(other)
    const host = `${other}.dkr.ecr.us-east-1.localhost`
    const port = isRunning ? new URL(serving.announcement.url).port : '5100'
    expect(key.words).toContain(`Its registry is ${host}:${port}\n`)
    expect(key.words).toContain(`ecrd credentials rotate ${other}\n`)
    expect(await asked((url) => arnOf(url, key))).toBe(rootOf(other))
    for (const name of ['credentials', 'config']) {
      expect(await readFile(join(data.path, name), 'utf8')).not.toContain(key.accessKeyId)
    }
    expect(serving.process.output()).not.toContain(key.secretAccessKey)
  })

  test('ecrd account create refuses an account that exists', async () => {
    expect(await refusal(inFolder('account', 'create', other))).toBe(`ecrd: Account ${other} already exists.\n`)
    expect(await refusal(inFolder('account', 'create', defaultAccount))).toBe(
      `ecrd: Account ${defaultAccount} already exists.\n`,
    )
  })

  test('ecrd account list shows every account', async () => {
    expect(await done(inFolder('account', 'list'))).toMatch(
      new RegExp(`^${defaultAccount}  20\\S+Z  active  -\n${other}  20\\S+Z  active  -\n$`),
    )
  })

  test('ecrd credentials rotate replaces the key of the default account’s root, also in the data folder', async () => {
    const old = await keyInFile(data.path)
    const key = await printedKey(inFolder('credentials', 'rotate'))
    expect(key.profile).toBe(defaultAccount)
    expect(key.words).toContain(`${data.path}/credentials has it too`)
    const { accessKeyId, secretAccessKey } = key
    expect(await keyInFile(data.path)).toEqual({ accessKeyId, secretAccessKey })
    expect((await stat(join(data.path, 'credentials'))).mode & 0o777).toBe(0o600)
    expect((await runEcrd(['env', '--data', data.path])).stdout).toContain(`AWS_ACCESS_KEY_ID='${accessKeyId}'`)
    expect(await asked((url) => Promise.all([old, key].map((each) => arnOf(url, each))))).toEqual([
      'InvalidClientTokenId',
      rootOf(defaultAccount),
    ])
  })

  test('ecrd credentials rotate replaces the key of another account’s root, and writes it to no file', async () => {
    const kept = await keyInFile(data.path)
    const [old, key] = [
      await printedKey(inFolder('credentials', 'rotate', other)),
      await printedKey(inFolder('credentials', 'rotate', other)),
    ]
    expect(key.words).toContain('It is shown only once: store it safely.')
    expect(await keyInFile(data.path)).toEqual(kept)
    expect(await asked((url) => Promise.all([old, key].map((each) => arnOf(url, each))))).toEqual([
      'InvalidClientTokenId',
      rootOf(other),
    ])
  })

  test('ecrd credentials lock locks a root until its key is replaced', async () => {
    const old = await keyInFile(data.path)
    const { code, stderr } = await runEcrd(inFolder('credentials', 'lock'))
    expect([code, stderr]).toEqual([
      0,
      `The root of account ${defaultAccount} is locked. To unlock it, create a new key: ecrd credentials rotate ${defaultAccount}\n`,
    ])
    expect(await done(inFolder('account', 'list'))).toContain(`Z  locked  -\n${other}`)
    expect(await asked((url) => arnOf(url, old))).toBe('InvalidClientTokenId')
    const env = await runEcrd(['env', '--data', data.path])
    expect([env.code, env.stdout]).toEqual([1, ''])
    expect(env.stderr).toContain(
      `There is no access key in ${data.path}, because the root of its default account is locked.`,
    )

    const key = await printedKey(inFolder('credentials', 'rotate'))
    expect(await keyInFile(data.path)).toMatchObject({ accessKeyId: key.accessKeyId })
    expect(await asked((url) => arnOf(url, key))).toBe(rootOf(defaultAccount))
    expect(await asked((url) => arnOf(url, old))).toBe('InvalidClientTokenId')
  })

  test('ecrd credentials rotate and lock refuse an account that does not exist', async () => {
    for (const command of ['rotate', 'lock']) {
      expect(await refusal(inFolder('credentials', command, '999999999999'))).toBe(
        'ecrd: Account 999999999999 does not exist. Create it with: ecrd account create 999999999999\n',
      )
    }
  })
})

describe('a running server', () => {
  let data: TemporaryFolder
  beforeEach(async () => {
    data = await temporaryFolder()
  })
  afterEach(() => data.remove())

  test('refuses a locked root also after a restart, and says why there is no key', async () => {
    await (await serveFolder(data.path)).process.end()
    await runEcrd(['credentials', 'lock', '--data', data.path])
    const { process } = await serveFolder(data.path)
    await process.until('the sentence', () =>
      process.output().includes(`The root of account ${defaultAccount} is locked. To unlock it, create a new key`),
    )
    await process.end()
    expect(await done(['account', 'list', '--data', data.path])).toContain('locked')
  })

  test('refuses the registry tokens of a replaced key from the next request on', async () => {
    const { process, announcement } = await serveFolder(data.path)
    const ecr = new ECRClient({
      endpoint: announcement.url,
      region: announcement.region,
      credentials: await keyInFile(data.path),
    })
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    ecr.destroy()
    const registry = registryClient(announcement.url, {
      authorizationToken: authorizationData?.[0]?.authorizationToken ?? '',
    })
    expect((await registry.request('GET', '/v2/')).status).toBe(200)
    await printedKey(['credentials', 'rotate', '--data', data.path])
    expect((await registry.request('GET', '/v2/')).status).toBe(401)
    await process.end()
  })

  test('says the names of its own registries, whatever options the command has', async () => {
    const { process } = await serveFolder(data.path, [
      '--registry-host',
      'https://{account}.registry.invalid:444',
      '--host',
      '127.0.0.3',
    ])
    const { words } = await printedKey(['account', 'create', other, '--data', data.path, '--registry-host', 'x'])
    expect(words).toContain(`Its registry is ${other}.registry.invalid:444\n`)
    expect(words).toContain(`\n    127.0.0.3 ${other}.registry.invalid\n`)
    await process.end()
  })

  test('logs a command without any secret', async () => {
    const { process } = await serveFolder(data.path, ['--log-format', 'json'])
    const { secretAccessKey } = await printedKey(['account', 'create', other, '--data', data.path])
    await process.end()
    expect(process.output()).toContain(
      `"task":"create-account","input":"{\\"account\\":\\"${other}\\"}","message":"command"`,
    )
    expect(process.output()).not.toContain(secretAccessKey)
  })
})

describe('a command that makes no sense', () => {
  test.each<[string[], string]>([
    [['account', 'create'], 'ecrd account create ACCOUNT: ACCOUNT is missing.'],
    [['account', 'create', '44'], 'ACCOUNT must be an account id of 12 digits (it is "44").'],
    [
      ['account', 'create', '１２３４５６７８９０１２'],
      'ACCOUNT must be an account id of 12 digits (it is "１２３４５６７８９０１２").',
    ],
    [['account', 'create', other, 'now'], "'now' is not expected here."],
    [['credentials', 'rotate', 'AKIA'], 'ACCOUNT must be an account id of 12 digits (it is "AKIA").'],
    [['account', 'crate', other], 'account crate is not a command of ecrd; did you mean account create?'],
  ])('%j is refused in one sentence', async (args, sentence) => {
    expect(await refusal(args, 2)).toBe(`ecrd: ${sentence}\n`)
  })

  test('on a folder without a database, or with an empty one, is refused', async () => {
    await using data = await temporaryFolder()
    for (const folder of [data.path, join(data.path, 'none')]) {
      expect(await refusal(['account', 'create', other, '--data', folder])).toBe(
        `ecrd: There is no database in ${folder}. Name the data folder with --data, or a PostgreSQL database with --database.\n`,
      )
    }
    await writeFile(join(data.path, 'ecrd.db'), '')
    expect(await refusal(['account', 'list', '--data', data.path])).toBe(
      'ecrd: No server has ever started on this database. Start one first: ecrd serve\n',
    )
  })

  test('with a wrong master key is refused', async () => {
    await using data = await temporaryFolder()
    await (await serveFolder(data.path)).process.end()
    await writeFile(join(data.path, 'master.key'), Buffer.alloc(32, 7))
    expect(await refusal(['credentials', 'rotate', '--data', data.path])).toBe(
      `ecrd: The master key in ${data.path}/master.key is not the key that encrypted the data. Restore the right one.\n`,
    )
  })
})

test('the help of ecrd account and ecrd credentials explains their arguments', async () => {
  const { stdout } = await runEcrd(['account', '--help'])
  expect(stdout).toContain('ecrd account create')
  expect(stdout).not.toContain('ecrd migrate')
  const create = await runEcrd(['account', 'create', '--help'])
  expect(create.stdout).toMatch(/^Usage: ecrd account create ACCOUNT \[options\]\n/)
  expect(create.stdout).toContain('  ACCOUNT\n      The account id, 12 digits.\n')
  const rotate = await runEcrd(['credentials', 'rotate', '--help'])
  expect(rotate.stdout).toMatch(/^Usage: ecrd credentials rotate \[ACCOUNT\] \[options\]\n/)
  expect(rotate.stdout).toContain('The old key may be lost or locked.')
})
