import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { runEcrd, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

// Compiled code shall be kept where users have it, and not where all tests keep theirs.
vi.stubEnv('NODE_COMPILE_CACHE', undefined)

let parent: TemporaryFolder
let folder: string
beforeAll(async () => {
  parent = await temporaryFolder()
  folder = join(parent.path, 'data')
})
afterAll(() => parent.remove())

const sources = new URL('../../src/main.ts', import.meta.url).pathname

const modeOf = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

describe('a start of ecrd serve', () => {
  test('makes the data folder and its files, readable by the owner only', async () => {
    const { process } = await serveFolder(folder)
    expect(await modeOf(folder)).toBe('700')
    for (const name of ['master.key', 'credentials', 'config', 'ecrd.json', 'ecrd.db', 'lock']) {
      expect([name, await modeOf(join(folder, name))]).toEqual([name, '600'])
    }
    expect((await stat(join(folder, 'master.key'))).size).toBe(32)
    await process.end()
  })

  test('keeps the keys of the first start, and points AWS’s tools to the new port', async () => {
    const [credentials, masterKey] = [await read('credentials'), await readFile(join(folder, 'master.key'))]
    const { process, announcement } = await serveFolder(folder)
    expect(await read('credentials')).toBe(credentials)
    expect(credentials).toMatch(
      /^\[default\]\naws_access_key_id = AKIA[A-Z2-7]{16}\naws_secret_access_key = [\w+/]{40}\n\n\[ecrd\]\n/,
    )
    expect(await read('config')).toBe(
      `[default]\nregion = us-east-1\nendpoint_url = ${announcement.url}\n\n[profile ecrd]\nregion = us-east-1\nendpoint_url = ${announcement.url}\n`,
    )
    expect((await readFile(join(folder, 'master.key'))).equals(masterKey)).toBe(true)
    await process.end()
  })

  test('keeps compiled code for the next start, readable by the owner only', async () => {
    await rm(join(folder, 'compiled'), { recursive: true })
    // As a user starts it: from the sources, which are many.
    await (await serveFolder(folder, [], {}, sources)).process.end()
    expect(await modeOf(join(folder, 'compiled'))).toBe('700')
    const [compiler = ''] = await readdir(join(folder, 'compiled'))
    expect((await readdir(join(folder, 'compiled', compiler))).length).toBeGreaterThan(100)
    // Without it, the next start is as the first.
    await rm(join(folder, 'compiled'), { recursive: true })
    await (await serveFolder(folder)).process.end()
  })

  test('announces its address in ecrd.json once it serves, and removes the file at its end', async () => {
    const { process, announcement } = await serveFolder(folder, [
      '--account',
      '012345678910',
      '--region',
      'eu-central-1',
    ])
    const { version } = JSON.parse(await readFile(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(announcement).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:[0-9]+$/) as string,
      pid: process.pid,
      account: '012345678910',
      region: 'eu-central-1',
      version,
    })
    expect((await fetch(`${announcement.url}/livez`)).status).toBe(200)
    expect((await fetch(`${announcement.url}/readyz`)).status).toBe(200)
    expect(await process.end()).toEqual({ code: 0, signal: null })
    await expect(read('ecrd.json')).rejects.toThrow('ENOENT')
  })

  test('tells a person what to do next, and prints no secret', async () => {
    await using other = await temporaryFolder()
    const { process } = await serveFolder(other.path)
    const secret = /aws_secret_access_key = (.*)/.exec(await readFile(join(other.path, 'credentials'), 'utf8'))?.[1]
    await process.until('the greeting', () => process.output().includes('docker push localhost:'))
    expect(process.output()).toContain(`eval "$(npx ecrd env --data '${other.path}')"`)
    expect(process.output()).toContain(`${other.path}/master.key, is in the same folder as the data that it encrypts`)
    expect(process.output()).not.toContain(secret)
    await process.end()
  })
})

test('ecrd version prints a version number', async () => {
  const { stdout, code } = await runEcrd(['version'])
  expect(stdout).toMatch(/^ecrd [0-9]+\.[0-9]+\.[0-9]+\n$/)
  expect(code).toBe(0)
})
