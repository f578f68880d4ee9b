import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findProgram, isRoot } from '../support/machine.ts'
import { runEcrd, sentencesOf, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'

let data: TemporaryFolder
beforeEach(async () => {
  data = await temporaryFolder()
})
afterEach(() => data.remove())

/** What a start that is refused says; nothing else is written, and the exit code is not 0. */
async function refusal(...args: string[]): Promise<string> {
  const finished = await runEcrd(['serve', '--port', '0', '--data', data.path, ...args])
  expect(finished.code).toBe(1)
  return sentencesOf(finished)
}

async function startedOnce(): Promise<void> {
  const { process } = await serveFolder(data.path)
  await process.end()
}

/** Read-only for everyone, root included. */
const onReadOnly = (folder: string): string[] => {
  const script = 'mount --bind "$0" "$0" && mount -o remount,bind,ro "$0" && exec "$@"'
  return ['unshare', '--mount', '--propagation=private', 'sh', '-c', script, folder]
}

/** Root may write everywhere: it has to give that right away (capabilities(7), CAP_DAC_OVERRIDE). */
const asIfNotRoot = ['setpriv', '--bounding-set=-dac_override', '--inh-caps=-dac_override']

test('a second server refuses the folder of a running one, which goes on', async () => {
  const { process, announcement } = await serveFolder(data.path)
  expect(await refusal()).toBe(
    `ecrd: Another running ecrd uses the data folder ${data.path}. Stop it, or choose another folder.\n`,
  )
  expect((await fetch(`${announcement.url}/readyz`)).status).toBe(200)
  await process.end()
})

test('a port in use is refused, and the message says what to do', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as { port: number }
  expect(await refusal('--port', `${port}`)).toBe(
    `ecrd: Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or choose another with --port (0 picks a free one).\n`,
  )
  other.close()
})

describe('a data folder', () => {
  test('is refused below a file', async () => {
    const file = join(data.path, 'file')
    await writeFile(file, '')
    expect(await refusal('--data', join(file, 'data'))).toBe(
      `ecrd: The data folder ${file}/data cannot be a folder: it, or a folder above it, is a file. Correct that, or choose another folder with --data DIR.\n`,
    )
  })

  test.skipIf(isRoot && findProgram('setpriv') === undefined)('is refused when it can’t be written', async () => {
    const locked = join(data.path, 'locked')
    await mkdir(locked, { mode: 0o500 })
    const finished = await runEcrd(['serve', '--port', '0', '--data', locked], {}, isRoot ? asIfNotRoot : [])
    expect(finished.code).toBe(1)
    expect(sentencesOf(finished)).toBe(
      `ecrd: The data folder ${locked} can't be written by this user. Correct that, or choose another folder with --data DIR.\n`,
    )
  })

  test.runIf(isRoot && findProgram('unshare') !== undefined)(
    'is refused on a read-only file system, and served again later',
    async () => {
      await startedOnce()
      for (const folder of [data.path, join(data.path, 'new')]) {
        const finished = await runEcrd(['serve', '--port', '0', '--data', folder], {}, onReadOnly(data.path))
        expect(finished.code).toBe(1)
        expect(sentencesOf(finished)).toBe(
          `ecrd: The data folder ${folder} is on a read-only file system. Correct that, or choose another folder with --data DIR.\n`,
        )
      }
      const { process } = await serveFolder(data.path)
      await process.end()
    },
  )
})

test('a database of a newer version is refused', async () => {
  await startedOnce()
  const database = new DatabaseSync(join(data.path, 'ecrd.db'))
  database.exec('update schema_version set version = 999')
  database.close()
  expect(await refusal()).toMatch(
    /^ecrd: The database .* was written by a newer ecrd \(tables of version 999, this one knows [0-9]+\): start that version\.\n$/,
  )
})

describe('a start with a master key', () => {
  test('that is gone is refused, and no new key is made', async () => {
    await startedOnce()
    await rm(join(data.path, 'master.key'))
    expect(await refusal()).toBe(
      `ecrd: ${data.path} holds a database but no master key, and a new key could not decrypt its data. Put the key back as ${data.path}/master.key, or name it with --master-key-file.\n`,
    )
  })

  test('that is not the database’s is refused', async () => {
    await startedOnce()
    await writeFile(join(data.path, 'master.key'), Buffer.alloc(32))
    expect(await refusal()).toBe(
      `ecrd: The master key in ${data.path}/master.key is not the key that encrypted the data. Restore the right one.\n`,
    )
  })

  test('of the wrong size is refused', async () => {
    await writeFile(join(data.path, 'master.key'), 'short')
    expect(await refusal()).toBe(
      `ecrd: The master key file ${data.path}/master.key must hold exactly 32 bytes, but has 5. Restore the right one.\n`,
    )
  })

  test('that --master-key-file names and does not exist is refused, and none is made there', async () => {
    expect(await refusal('--master-key-file', `${data.path}/key`)).toBe(
      `ecrd: The master key file ${data.path}/key does not exist, and ecrd does not create it. Create it with: head -c 32 /dev/urandom > ${data.path}/key\n`,
    )
  })

  test('outside the data folder is fine after a move', async () => {
    await startedOnce()
    await using elsewhere = await temporaryFolder()
    await copyFile(join(data.path, 'master.key'), join(elsewhere.path, 'key'))
    await rm(join(data.path, 'master.key'))
    const { process } = await serveFolder(data.path, ['--master-key-file', join(elsewhere.path, 'key')])
    await process.until('the greeting', () => process.output().includes('Point a shell at it'))
    expect(process.output()).not.toContain('master key')
    expect(await process.end()).toEqual({ code: 0, signal: null })
  })
})
