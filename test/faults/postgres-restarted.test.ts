import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Ecrd, startEcrd } from '../support/ecrd.ts'
import { type Postgres, postgresPassword, startPostgres } from '../support/postgres.ts'
import { temporaryFolder, waitFor } from '../support/processes.ts'
import { expectPromisesKept } from './push-through-cuts.ts'

describe('a server whose PostgreSQL crashes and restarts', () => {
  let postgres: Postgres
  let server: Ecrd
  const cleanUp: (() => Promise<void>)[] = []

  beforeAll(async () => {
    postgres = await startPostgres()
    await postgres.run('create database ecrd')
    const folder = await temporaryFolder()
    const masterKeyFile = join(folder.path, 'master.key')
    await writeFile(masterKeyFile, randomBytes(32))
    server = await startEcrd(['--database', postgres.urlOf('ecrd'), '--master-key-file', masterKeyFile])
    cleanUp.push(server.stop, postgres.remove, folder.remove)
  })
  afterAll(async () => {
    for (const clean of cleanUp) await clean()
  })

  const mended = (): Promise<unknown> =>
    waitFor('a server that has mended itself', async () => (await fetch(`${server.url}/readyz`)).ok)

  test('keeps every acknowledged push, and writes no password into its log', async () => {
    let cuts = 0
    await expectPromisesKept({
      server,
      count: 6,
      async cut() {
        cuts += 1
        await postgres.halt(cuts % 2 === 0 ? 'SIGINT' : 'SIGQUIT')
        await postgres.start()
        await mended()
      },
      isCut: ({ message }) =>
        message.startsWith('expected 201, got 503') || message.startsWith('expected 202, got 503'),
    })
    expect(server.output()).toContain('StorageUnavailable')
    expect(server.output()).not.toContain(postgresPassword)
  })
})
