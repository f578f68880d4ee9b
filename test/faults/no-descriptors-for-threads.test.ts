import { stat } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startEcrdWithApp } from '../support/ecrd-with-app.ts'
import { blobOf, imageOf } from '../support/images.ts'
import { failureOf, outage } from '../support/outages.ts'
import { waitFor } from '../support/processes.ts'
import { noise } from '../support/upload-rows.ts'
import { ecrdProgram } from '../support/program.ts'

const mebibyte = 1024 * 1024
const descriptors = 100

// A thread of Node's begins with descriptors of its own. Those that seal frames and make checkpoints begin when first needed.
test.skipIf(platform() === 'win32')(
  'a thread that found no file descriptors is started when there are some again',
  async () => {
    const script = `ulimit -n ${descriptors} && exec "$@"`
    const server = await startEcrdWithApp(
      ['--max-connections', '1000'],
      ['sh', '-c', script, 'sh', process.execPath, ecrdProgram],
    )
    const registry = server.client
    const opened = await registry.request('POST', '/v2/app/blobs/uploads/')
    const path = `/v2/app/blobs/uploads/${String(opened.headers['docker-upload-uuid'])}`
    const blob = blobOf(noise(2_000_000))
    const finish = () => registry.request('PUT', `${path}?digest=${blob.digest}`, { body: blob.bytes })
    const images = ['a', 'b'].map((name) =>
      Array.from({ length: 6 }, (_, n) => {
        const image = imageOf({ layers: [], annotations: { note: `${name}${n}`, padding: 'x'.repeat(mebibyte) } })
        return { image, tag: `${name}${n}` }
      }),
    )
    const [without = [], afterwards = []] = images
    for (const each of without[0]?.image.blobs ?? []) await registry.pushBlob('app', each)

    const sockets: Socket[] = []
    while (sockets.length < 2 * descriptors) {
      sockets.push(connect(server.port, '127.0.0.1').on('error', () => undefined))
      await registry.request('GET', '/v2/')
    }
    expect(failureOf(await finish())).toEqual(outage)
    for (const { image, tag } of without) expect((await registry.pushManifest('app', image, tag)).status).toBe(201)
    expect((await registry.getManifest('app', 'a0')).status).toBe(200)

    for (const socket of sockets) socket.destroy()
    await waitFor('the blob', async () => (await finish()).status === 201)
    expect((await registry.getBlob('app', blob.digest)).body.equals(blob.bytes)).toBe(true)
    for (const { image, tag } of afterwards) expect((await registry.pushManifest('app', image, tag)).status).toBe(201)
    await waitFor('a checkpoint', async () => (await stat(join(server.folder, 'ecrd.db'))).size > 6 * mebibyte)
    await server.stop()
  },
)
