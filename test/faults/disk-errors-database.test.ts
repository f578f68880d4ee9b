import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { CreateRepositoryCommand, DescribeRepositoriesCommand, PutImageCommand } from '@aws-sdk/client-ecr'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { runEcrd, sentencesOf } from '../support/ecrd-command.ts'
import { canFailDisk, type DiskFault, type EcrdOnFailingDisk, startEcrdOnFailingDisk } from '../support/failing-disk.ts'
import { imageOf } from '../support/images.ts'
import { apiOutage, failureOf, outage } from '../support/outages.ts'
import { waitFor } from '../support/processes.ts'

const mebibyte = 1024 * 1024
const log = '/ecrd.db-wal'

describe.runIf(canFailDisk)('a disk of the database', () => {
  let server: EcrdOnFailingDisk
  beforeAll(async () => {
    server = await startEcrdOnFailingDisk()
  })
  afterEach(() => server.disk.fail())
  afterAll(() => server.stop())

  const statusOf = async (tag: string): Promise<number> => (await server.client.getManifest('app', tag)).status
  /** A manifest that fills much of a checkpoint by itself. */
  const bigImage = (note: string) => imageOf({ layers: [], annotations: { note, padding: 'x'.repeat(mebibyte) } })
  async function pushBigImages(tag: string): Promise<void> {
    for (let i = 0; i < 6; i += 1) await server.client.pushImage('app', bigImage(`${tag} ${i}`), `${tag}-${i}`)
  }
  const databaseSizeBytes = async (): Promise<number> => (await stat(join(server.folder, 'ecrd.db'))).size

  const faults: [what: string, DiskFault][] = [
    ['can’t be written', { calls: ['write'], error: 'EIO', at: log }],
    ['has become read-only', { calls: ['write', 'make'], error: 'EROFS', at: log }],
  ]
  test.each(faults)('that %s refuses and undoes changes, and still gives what it has', async (what, fault) => {
    const [kept, refused] = [imageOf({ config: { Cmd: ['kept', what] } }), imageOf({ config: { Cmd: [what] } })]
    await server.client.pushImage('app', kept, 'kept')
    for (const blob of refused.blobs) await server.client.pushBlob('app', blob)

    await server.disk.fail(fault)
    expect(failureOf(await server.client.request('POST', '/v2/app/blobs/uploads/'))).toEqual(outage)
    expect(failureOf(await server.client.pushManifest('app', refused, 'refused'))).toEqual(outage)
    const imageManifest = refused.bytes.toString()
    for (const command of [
      new PutImageCommand({ repositoryName: 'app', imageManifest, imageTag: 'refused' }),
      new CreateRepositoryCommand({ repositoryName: 'refused' }),
    ]) {
      await expect(server.ecr.send(command as PutImageCommand)).rejects.toMatchObject(apiOutage)
    }
    expect((await server.client.getManifest('app', 'kept')).body.equals(kept.bytes)).toBe(true)
    expect(await statusOf('refused')).toBe(404)

    await server.disk.fail()
    expect((await server.client.pushManifest('app', refused, 'again')).status).toBe(201)
    await server.crash()
    expect([await statusOf('kept'), await statusOf('again'), await statusOf('refused')]).toEqual([200, 200, 404])
    const { repositories } = await server.ecr.send(new DescribeRepositoriesCommand())
    expect(repositories?.map(({ repositoryName }) => repositoryName)).toEqual(['app'])
  })

  test('that can’t be read answers 503 until it can be read again', async () => {
    await server.client.pushImage('app', bigImage('read'), 'read')
    await server.restart()
    await server.disk.fail({ calls: ['read'], error: 'EIO', at: '/ecrd.db' })
    expect(failureOf(await server.client.getManifest('app', 'read'))).toEqual(outage)
    await server.disk.fail()
    expect(await statusOf('read')).toBe(200)
  })

  test('that takes no checkpoint keeps everything in its log until one succeeds', async () => {
    const before = await databaseSizeBytes()
    await server.disk.fail({ calls: ['write'], error: 'EIO', at: '/ecrd.db' })
    await pushBigImages('in-the-log')
    await server.disk.fail()
    await pushBigImages('after')
    await waitFor('a checkpoint', async () => (await databaseSizeBytes()) > before + 6 * mebibyte)
    await server.crash()
    expect([await statusOf('in-the-log-5'), await statusOf('after-5')]).toEqual([200, 200])
  })

  const ended = 'ending at once, so that nothing is promised falsely'

  test('that loses a commit ends the server without acknowledging it, and the next start works', async () => {
    await server.disk.fail({ calls: ['sync'], error: 'EIO', at: log })
    await expect(server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'unkept' }))).rejects.toThrow()
    await waitFor('its last words', () => server.output().includes(ended))
    expect(server.output()).toContain("ecrd: the disk didn't keep what was written (EIO: i/o error, fdatasync)")

    // What the ended one left is written anew: that it can be read says nothing about the disk.
    for (const call of ['write', 'sync'] as const) {
      await server.disk.fail({ calls: [call], error: 'EIO', at: log })
      const start = await runEcrd(['serve', '--port', '0', '--data', server.folder], server.disk.env)
      expect(start.code).toBe(1)
      expect(sentencesOf(start)).toMatch(
        /^ecrd: The database .*\/ecrd\.db can't be opened: EIO: i\/o error, [a-z]+\.\n$/,
      )
    }
    await server.disk.fail()
    await server.crash()
    await server.ecr.send(new CreateRepositoryCommand({ repositoryName: 'kept' }))
    expect(await statusOf('read')).toBe(200)
  })

  test('that loses a checkpoint ends the server, and its log still has everything', async () => {
    await server.disk.fail({ calls: ['sync'], error: 'EIO', at: '/ecrd.db' })
    const acknowledged: string[] = []
    while (!server.output().includes(ended)) {
      const tag = `last-${acknowledged.length}`
      const pushed = await server.client.pushImage('app', bigImage(tag), tag).then(
        () => true,
        () => false,
      )
      if (pushed) acknowledged.push(tag)
    }
    await server.disk.fail()
    await server.crash()
    const statuses = await Promise.all(acknowledged.map(statusOf))
    expect(new Set(statuses)).toEqual(new Set([200]))
  })
})
