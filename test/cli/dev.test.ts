import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { arnOf, done, printedKey, refusal } from '../support/account-commands.ts'
import { runEcrd, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

const rootArn = 'arn:aws:iam::123456789012:root'
const testKey = { accessKeyId: 'test', secretAccessKey: 'test' }

let data: TemporaryFolder
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => data.remove())

const serveArgs = (...args: string[]): string[] => ['serve', '--port', '0', '--data', data.path, ...args]

describe('ecrd serve --dev', () => {
  test('warns loudly, and gives out the test credentials', async () => {
    const { process, announcement } = await serveFolder(data.path, ['--dev'])
    await process.until('the notice', () =>
      process.output().includes(`!!! --dev: EVERYONE WHO CAN REACH ${announcement.url} IS ROOT OF EVERY ACCOUNT`),
    )
    expect(await (await fetch(`${announcement.url}/readyz`)).text()).toContain('development mode')
    expect((await runEcrd(['env', '--data', data.path])).stdout).toContain(
      "AWS_ACCESS_KEY_ID='test'\nexport AWS_SECRET_ACCESS_KEY='test'\n",
    )
    expect(await arnOf(announcement.url, testKey)).toBe(rootArn)
    await process.end()
  })

  test('is also switched on by a variable or a configuration file', async () => {
    const config = join(data.path, 'ecrd.yaml')
    await writeFile(config, 'dev: true\n')
    const ways = [serveFolder(join(data.path, 'a'), [], { ECRD_DEV: 'true' })]
    ways.push(serveFolder(join(data.path, 'b'), ['--config', config]))
    for (const { process, announcement } of await Promise.all(ways)) {
      expect(await arnOf(announcement.url, testKey)).toBe(rootArn)
      await process.end()
    }
  })

  test.each(['1', 'yes', 'TRUE', 'on'])('is not switched on by ECRD_DEV=%s', async (text) => {
    const { code, stderr } = await runEcrd(serveArgs(), { ECRD_DEV: text })
    expect([code, stderr]).toEqual([
      2,
      `ecrd: ECRD_DEV must be true or false (it is "${text}").\necrd: See ecrd --help.\n`,
    ])
  })

  test('listens on loopback addresses only, unless --dev-anywhere is given', async () => {
    for (const host of ['0.0.0.0', '::']) {
      expect(await refusal(serveArgs('--dev', '--host', host), 2)).toBe(
        `ecrd: --dev makes everyone root who can reach the server, and on ${host} other machines can. Listen on 127.0.0.1, or allow other machines with --dev-anywhere.\n`,
      )
    }
    const { process, announcement } = await serveFolder(data.path, ['--dev', '--dev-anywhere', '--host', '0.0.0.0'])
    expect(await arnOf(announcement.url, testKey)).toBe(rootArn)
    await process.end()
  })

  test('prints a usable key for credentials rotate, and keeps the test key in the data folder', async () => {
    const { process, announcement } = await serveFolder(data.path, ['--dev'])
    expect(await arnOf(announcement.url, { accessKeyId: '444455556666', secretAccessKey: 'x' })).toContain(':root')
    expect(await done(['account', 'list', '--data', data.path])).toMatch(/\n444455556666 {2}\S+ {2}none {2}-\n$/)
    const key = await printedKey(['credentials', 'rotate', '444455556666', '--data', data.path])
    expect(await arnOf(announcement.url, key)).toBe('arn:aws:iam::444455556666:root')
    await printedKey(['credentials', 'rotate', '--data', data.path])
    expect(await readFile(join(data.path, 'credentials'), 'utf8')).toContain('aws_access_key_id = test\n')
    await process.end()
  })
})

describe('a data folder', () => {
  test('that was made without --dev is refused with --dev', async () => {
    await (await serveFolder(data.path)).process.end()
    expect(await refusal(serveArgs('--dev'))).toBe(
      'ecrd: This database was not created with --dev, which would open it to everyone. Start without --dev, or name another database with --data or --database.\n',
    )
    const { process, announcement } = await serveFolder(data.path)
    expect(await arnOf(announcement.url, testKey)).toBe('InvalidClientTokenId')
    await process.end()
  })

  test('that was made with --dev is refused without it', async () => {
    await (await serveFolder(data.path, ['--dev'])).process.end()
    expect(await refusal(serveArgs())).toBe(
      'ecrd: This database was created with --dev, when every caller could be root: its content cannot be trusted. Start with --dev, or name another database with --data or --database.\n',
    )
    const { process, announcement } = await serveFolder(data.path, ['--dev'])
    expect(await arnOf(announcement.url, testKey)).toBe(rootArn)
    await process.end()
  })
})
