import { chmod, chown, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runEcrd, sentencesOf, serveFolder } from '../support/ecrd-command.ts'
import { isRoot } from '../support/machine.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

// Compiled code shall be kept where users have it, and not where all tests keep theirs.
vi.stubEnv('NODE_COMPILE_CACHE', undefined)

let root: TemporaryFolder
let data: string
beforeAll(async () => {
  root = await temporaryFolder()
  data = join(root.path, 'data')
  const { process } = await serveFolder(data)
  await process.end()
})
afterAll(() => root.remove())

const ours = 0o700

/** What a command says whose exit code this is. */
async function refusal(args: readonly string[], code = 1): Promise<string> {
  const finished = await runEcrd(args)
  expect(finished.code).toBe(code)
  return sentencesOf(finished)
}

const serving = (...args: string[]): readonly string[] => ['serve', '--port', '0', '--data', data, ...args]

const writable = (path: string, mode: string): string =>
  `ecrd: ${path} can be written by others (its mode is ${mode}). Remove that permission: chmod go-w ${path}\n`

describe('a data folder that others may write is refused', () => {
  test.for([
    ['serve', ['--port', '0'], 1],
    ['env', [], 1],
    ['migrate', [], 1],
    ['why', ['--principal', 'AKIA', '--action', 'ecr:PutImage'], 2],
    ['account list', [], 1],
    ['account create', ['111122223333'], 1],
    ['credentials rotate', [], 1],
    ['credentials lock', [], 1],
  ] as const)('by ecrd %s', async ([command, args, code]) => {
    await chmod(data, 0o770)
    const said = await refusal([...command.split(' '), '--data', data, ...args], code)
    await chmod(data, ours)
    expect(said).toBe(writable(data, '0770'))
  })

  test('even when its sticky bit keeps others from removing files', async () => {
    await chmod(data, 0o1777)
    const said = await refusal(serving())
    await chmod(data, ours)
    expect(said).toBe(writable(data, '1777'))
  })

  test.runIf(isRoot)('and so is one that another user owns', async () => {
    await chown(data, 12_345, 0)
    const said = await refusal(serving())
    await chown(data, 0, 0)
    expect(said).toBe(
      `ecrd: ${data} belongs to another user (uid 12345). Run the command as that user, or change the owner: chown 0 ${data}\n`,
    )
  })
})

test.for([
  ['credentials', 0o600],
  ['config', 0o600],
  ['master.key', 0o600],
  ['ecrd.db', 0o600],
  ['lock', 0o600],
  ['compiled', 0o700],
] as const)('%s in a data folder is refused when others may write it', async ([name, mode]) => {
  const path = join(data, name)
  await chmod(path, mode | 0o022)
  const said = await refusal(serving())
  await chmod(path, mode)
  expect(said).toBe(writable(path, `0${(mode | 0o022).toString(8)}`))
})

describe('a folder above the data folder', () => {
  test('is refused when everybody may write it, for they could replace the data folder', async () => {
    await chmod(root.path, 0o777)
    const existing = await refusal(serving())
    const isNew = await refusal(['serve', '--port', '0', '--data', join(root.path, 'new/er')])
    await chmod(root.path, ours)
    const sentence = (path: string): string =>
      `ecrd: Every user can replace ${path} by another folder, because every user may write to ${root.path} (its mode is 0777). Remove that permission: chmod o-w ${root.path}\n`
    expect([existing, isNew]).toEqual([sentence(data), sentence(join(root.path, 'new/er'))])
  })

  test.for([0o1777, 0o775])('is fine when a group or a sticky bit limits what others may do: %o', async (mode) => {
    await chmod(root.path, mode)
    const { code } = await runEcrd(['account', 'list', '--data', data])
    await chmod(root.path, ours)
    expect(code).toBe(0)
  })
})

describe('a key file', () => {
  const startWith = (key: string): readonly string[] => serving('--master-key-file', key)
  let folder: string
  let key: string
  beforeAll(async () => {
    folder = join(root.path, 'keys')
    key = join(folder, 'master.key')
    await mkdir(folder, { mode: ours })
    await writeFile(key, Buffer.alloc(32), { mode: 0o600 })
  })

  test('is refused when others may write it', async () => {
    await chmod(key, 0o660)
    const said = await refusal(startWith(key))
    await chmod(key, 0o600)
    expect(said).toBe(writable(key, '0660'))
  })

  test('is refused in a folder that others may write', async () => {
    await chmod(folder, 0o770)
    const said = await refusal(startWith(key))
    await chmod(folder, ours)
    expect(said).toBe(writable(folder, '0770'))
  })

  test('is read in a folder whose sticky bit keeps others from removing it', async () => {
    await chmod(folder, 0o1777)
    const said = await refusal(startWith(key))
    await chmod(folder, ours)
    expect(said).toContain(`The master key in ${key} is not the key that encrypted the data.`)
  })

  test('of TLS is refused when others may write it', async () => {
    await chmod(key, 0o606)
    const said = await refusal(serving('--tls-cert', key, '--tls-key', key))
    await chmod(key, 0o600)
    expect(said).toBe(writable(key, '0606'))
  })
})
