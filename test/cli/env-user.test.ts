import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as iam from '@aws-sdk/client-iam'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arnOf, printedKey, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder, type Serving } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const userArn = 'arn:aws:iam::123456789012:user/ada'

let data: TemporaryFolder
let serving: Serving
beforeAll(async () => {
  data = await temporaryFolder()
  serving = await serveFolder(data.path)
})
afterAll(async () => {
  await serving.process.end()
  await data.remove()
})

const env = (...args: string[]): readonly string[] => ['env', '--data', data.path, ...args]

interface Key {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** The key in what was printed. */
function keyIn(lines: string): Key {
  const valueOf = (name: string): string => new RegExp(`^export ${name}='(.*)'$`, 'm').exec(lines)?.[1] ?? ''
  return { accessKeyId: valueOf('AWS_ACCESS_KEY_ID'), secretAccessKey: valueOf('AWS_SECRET_ACCESS_KEY') }
}

async function keyOf(user: string): Promise<Key> {
  const { code, stdout, stderr } = await runEcrd(env('--user', user))
  expect(code, stderr).toBe(0)
  return keyIn(stdout)
}

const clientOf = (credentials: Key) =>
  new iam.IAMClient({ endpoint: serving.announcement.url, region: 'us-east-1', credentials: { ...credentials } })

describe('ecrd env --user', () => {
  test('makes a user who may do everything, and gives the same key ever after, whether a server runs or not', async () => {
    const key = await keyOf('ada')
    expect(await arnOf(serving.announcement.url, { ...key })).toBe(userArn)
    const client = clientOf(key)
    const { AttachedPolicies } = await client.send(new iam.ListAttachedUserPoliciesCommand({ UserName: 'ada' }))
    expect(AttachedPolicies).toEqual([
      { PolicyName: 'AdministratorAccess', PolicyArn: 'arn:aws:iam::aws:policy/AdministratorAccess' },
    ])
    expect(await keyOf('ada')).toEqual(key)
    await serving.process.end()
    expect(await keyOf('ada')).toEqual(key)
    serving = await serveFolder(data.path)
    const { AccessKeyMetadata } = await clientOf(key).send(new iam.ListAccessKeysCommand({ UserName: 'ada' }))
    expect(AccessKeyMetadata?.map(({ AccessKeyId }) => AccessKeyId)).toEqual([key.accessKeyId])
    client.destroy()
  })

  test('keeps the key in the data folder beside root’s, readable by the owner only', async () => {
    const key = await keyOf('ada')
    const path = join(data.path, 'credentials')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readFile(path, 'utf8')).toContain(
      `\n[ada]\naws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`,
    )
    const root = await printedKey(['credentials', 'rotate', '--data', data.path])
    expect(await readFile(path, 'utf8')).toMatch(
      new RegExp(
        `^\\[default\\]\\naws_access_key_id = ${root.accessKeyId}\\n[^]*\\n\\[ada\\]\\naws_access_key_id = ${key.accessKeyId}\\n`,
      ),
    )
  })

  test('gives the user’s key also while root is locked', async () => {
    const key = await keyOf('ada')
    await runEcrd(['credentials', 'lock', '--data', data.path])
    expect(await keyOf('ada')).toEqual(key)
    expect(await readFile(join(data.path, 'credentials'), 'utf8')).toMatch(/^\[ada\]\n/)
    expect(await refusal(env())).toContain('because the root of its default account is locked.')
    await printedKey(['credentials', 'rotate', '--data', data.path])
    expect(keyIn((await runEcrd(env())).stdout).accessKeyId).toMatch(/^AKIA/)
  })

  test('makes a new key when there is none, and refuses a user with two inactive ones', async () => {
    const first = await keyOf('bob')
    const root = clientOf(keyIn((await runEcrd(env())).stdout))
    const of = { UserName: 'bob', AccessKeyId: first.accessKeyId }
    await root.send(new iam.DeleteAccessKeyCommand(of))
    const second = await keyOf('bob')
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    expect(await arnOf(serving.announcement.url, { ...second })).toContain(':user/bob')

    await root.send(new iam.CreateAccessKeyCommand({ UserName: 'bob' }))
    const { AccessKeyMetadata = [] } = await root.send(new iam.ListAccessKeysCommand({ UserName: 'bob' }))
    for (const { AccessKeyId } of AccessKeyMetadata) {
      await root.send(new iam.UpdateAccessKeyCommand({ UserName: 'bob', AccessKeyId, Status: 'Inactive' }))
    }
    expect(await refusal(env('--user', 'bob'))).toBe(
      'ecrd: User bob has two access keys, and both are inactive. Delete one, or choose another name.\n',
    )
    root.destroy()
  })

  test('refuses a user who exists without the policy AdministratorAccess', async () => {
    const root = clientOf(keyIn((await runEcrd(env())).stdout))
    await root.send(new iam.CreateUserCommand({ UserName: 'carol' }))
    expect(await refusal(env('--user', 'carol'))).toBe(
      'ecrd: User carol already exists and does not have the policy AdministratorAccess. Attach the policy, or choose another name.\n',
    )
    root.destroy()
  })

  test('writes the user’s key to the profile that --profile names', async () => {
    const key = await keyOf('ada')
    await runEcrd(env('--user', 'ada', '--profile', 'daily'), { HOME: data.path })
    const text = await readFile(join(data.path, '.aws/credentials'), 'utf8')
    expect(text).toContain(
      `[daily]\n# Written by ecrd, which may write it anew.\naws_access_key_id = ${key.accessKeyId}\n`,
    )
  })

  test.each([
    ['default', "must not be default or ecrd: those are root's profiles"],
    ['a b', 'must be the name of a user: letters, digits and +=,.@_-'],
  ])('refuses the user name %s', async (user, problem) => {
    expect(await refusal(env('--user', user), 2)).toBe(`ecrd: --user ${problem} (it is ${JSON.stringify(user)}).\n`)
  })

  test('refuses an account or a data folder that does not exist', async () => {
    expect(await refusal(['env', '--data', join(data.path, 'none'), '--user', 'ada'])).toContain(
      `ecrd: There is no database in ${data.path}/none.`,
    )
    await serving.process.end()
    expect(await refusal(env('--user', 'ada', '--account', '999999999999'))).toBe(
      'ecrd: Account 999999999999 does not exist. Create it with: ecrd account create 999999999999\n',
    )
    serving = await serveFolder(data.path)
  })
})
