import { Agent } from 'node:http'
import { connect, type Socket } from 'node:net'
import { platform } from 'node:os'
import { expect, test } from 'vitest'
import { startEcrdWithApp } from '../support/ecrd-with-app.ts'
import { blobOf } from '../support/images.ts'
import { type OpenAnswer, openRequest } from '../support/open-request.ts'
import { waitFor } from '../support/processes.ts'
import { noise } from '../support/upload-rows.ts'
import { ecrdProgram } from '../support/program.ts'

const descriptors = 100

const refusal = '503 {"errors":[{"code":"UNKNOWN","message":"The storage is not available at the moment. Try again."}]}'

test.skipIf(platform() === 'win32')(
  'a server without file descriptors refuses some requests, and serves all when connections have gone',
  async () => {
    const script = `ulimit -n ${descriptors} && exec "$@"`
    const server = await startEcrdWithApp(
      ['--max-connections', '1000'],
      ['sh', '-c', script, 'sh', process.execPath, ecrdProgram],
    )
    const { authorizationToken, client: registry } = server
    const blob = blobOf(noise(2_000_000))
    await registry.pushBlob('app', blob)

    const agent = new Agent({ keepAlive: true })
    const askAtOnce = (path: string): Promise<readonly OpenAnswer[]> =>
      Promise.all(Array.from({ length: 8 }, () => ask({ url: server.url, authorizationToken }, path, agent)))
    expect((await askAtOnce('/v2/')).map(({ status }) => status)).toEqual(Array(8).fill(200))

    // The registry's client keeps one connection: what it asks for still arrives when there is none for others.
    const answers = new Set<string>()
    const note = ({ status, text }: Pick<OpenAnswer, 'status' | 'text'>): void =>
      void answers.add(status === 200 ? '200' : `${status} ${text}`)
    const sockets: Socket[] = []
    while (sockets.length < 2 * descriptors) {
      sockets.push(connect(server.port, '127.0.0.1').on('error', () => undefined))
      note(await registry.getBlob('app', blob.digest))
    }
    // One at a time finds the connections to PostgreSQL and S3 that there are; several at once need more sooner or later.
    await waitFor('a refusal', async () => {
      for (const answer of await askAtOnce(`/v2/app/blobs/${blob.digest}`)) note(answer)
      return answers.has(refusal)
    })
    expect([...answers].sort()).toEqual(['200', refusal])
    expect((await registry.request('HEAD', `/v2/app/blobs/${blob.digest}`)).status).toBe(200)

    for (const socket of sockets) socket.destroy()
    agent.destroy()
    const again = await waitFor('the blob', async () => {
      const answer = await registry.getBlob('app', blob.digest)
      return answer.status === 200 && answer.body
    })
    expect(again.equals(blob.bytes)).toBe(true)
    await registry.pushBlob('app', blobOf(noise(2_000_000, 2)))
    await server.stop()
  },
)

function ask(server: Parameters<typeof openRequest>[0], path: string, agent: Agent): Promise<OpenAnswer> {
  const request = openRequest(server, 'GET', path, {}, agent)
  request.end()
  return request.answer
}
