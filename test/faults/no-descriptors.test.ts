import { connect, type Socket } from 'node:net'
import { CreateRepositoryCommand, ECRClient, GetAuthorizationTokenCommand } from '@aws-sdk/client-ecr'
import { platform } from 'node:os'
import { expect, test } from 'vitest'
import { REGION, startEcrd } from '../support/ecrd.ts'
import { blobOf } from '../support/images.ts'
import { waitFor } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'
import { noise } from '../support/upload-rows.ts'

const main = new URL('../../src/main.ts', import.meta.url).pathname
const descriptors = 100

test.skipIf(platform() === 'win32')(
  'more connections than descriptors: what comes later is served when others have gone',
  async () => {
    const script = `ulimit -n ${descriptors} && exec "$@"`
    const server = await startEcrd([], ['sh', '-c', script, 'sh', process.execPath, main])
    const ecr = new ECRClient({ endpoint: server.url, region: REGION, credentials: server.credentials, maxAttempts: 1 })
    await ecr.send(new CreateRepositoryCommand({ repositoryName: 'app' }))
    const { authorizationData } = await ecr.send(new GetAuthorizationTokenCommand())
    const registry = registryClient(server.url, {
      authorizationToken: authorizationData?.[0]?.authorizationToken ?? '',
    })
    const blob = blobOf(noise(2_000_000))
    await registry.pushBlob('app', blob)

    // The registry's client keeps one connection: what it asks for still arrives when there is none for others.
    const answers = new Set<string>()
    const sockets: Socket[] = []
    while (sockets.length < 2 * descriptors) {
      sockets.push(connect(server.port, '127.0.0.1').on('error', () => undefined))
      const { status, text } = await registry.getBlob('app', blob.digest)
      answers.add(status === 200 ? '200' : `${status} ${text}`)
    }
    const error = '{"errors":[{"code":"UNKNOWN","message":"The storage is not available at the moment. Try again."}]}'
    expect([...answers]).toEqual(['200', `503 ${error}`])
    expect((await registry.request('HEAD', `/v2/app/blobs/${blob.digest}`)).status).toBe(200)

    for (const socket of sockets) socket.destroy()
    const again = await waitFor('the blob', async () => {
      const answer = await registry.getBlob('app', blob.digest)
      return answer.status === 200 && answer.body
    })
    expect(again.equals(blob.bytes)).toBe(true)
    await registry.pushBlob('app', blobOf(noise(2_000_000, 2)))
    ecr.destroy()
    await server.stop()
  },
)
