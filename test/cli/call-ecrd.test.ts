import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { canIssueCertificates, openAuthority } from '../support/certificates.ts'
import { type Environment, runEcrd, serveFolder, variablesOf } from '../support/ecrd-command.ts'
import { identitiesOf } from '../support/identities.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { startTestServer, type TestServer } from '../support/test-server.ts'

const someKey = { credentials: { accessKeyId: 'AKIAQAAAAAAAAAAAAAAA', secretAccessKey: 'a-secret' } }

/** `ecrd jobs list` of a server over the network. */
const jobsOf = (url: string, env: Environment = variablesOf(someKey)) =>
  runEcrd(['jobs', 'list', '--endpoint-url', url], env)

const failedWith = (sentence: string) => ({ code: 1, stdout: '', stderr: `ecrd: ${sentence}\n` })

describe('a command that asks a server over the network', () => {
  let server: TestServer
  beforeAll(async () => {
    server = await startTestServer()
  })
  afterAll(() => server.stop())

  test('says in the words of the server that the caller may not', async () => {
    const user = await identitiesOf(server).addUser('nobody')
    expect(await jobsOf(server.url, variablesOf(user))).toMatchObject(
      failedWith(
        `User: ${user.arn} is not authorized to perform: ecrd:ListJobs on resource: * because no identity-based policy allows the ecrd:ListJobs action`,
      ),
    )
  })

  test('says in the words of the server that it does not know the key', async () => {
    expect(await jobsOf(server.url)).toMatchObject(failedWith('The security token included in the request is invalid.'))
  })

  test('takes the address from ECRD_ENDPOINT_URL', async () => {
    const variables = { ...variablesOf(server), ECRD_ENDPOINT_URL: server.url }
    expect(await runEcrd(['jobs', 'list'], variables)).toMatchObject({ code: 0, stdout: '', stderr: '' })
  })

  test('says that there are no credentials', async () => {
    const none = {
      AWS_CONFIG_FILE: '/nowhere',
      AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
      AWS_EC2_METADATA_DISABLED: 'true',
    }
    const { code, stderr } = await jobsOf(server.url, none)
    expect([code, stderr]).toEqual([
      1,
      expect.stringMatching(/^ecrd: There are no AWS credentials to ask the server with: .+\n$/),
    ])
  })
})

describe('a command that finds no ecrd at the address', () => {
  test('says that nothing is there', async () => {
    const url = await serving(() => undefined, true)
    expect(await jobsOf(url)).toMatchObject(failedWith(`The server at ${url} cannot be reached: ECONNREFUSED`))
  })

  test.for<[string, number, string]>([
    ['a page', 200, '<html>'],
    ['JSON of another form', 200, '{"jobs":1}'],
    ['an error of another form', 404, '"not found"'],
  ])('says that %s is not the answer of an ecrd', async ([, status, body]) => {
    const url = await serving((_, response) => response.writeHead(status).end(body))
    expect(await jobsOf(url)).toMatchObject(
      failedWith(`What answers at ${url} is not an ecrd of this version: HTTP ${status}.`),
    )
  })

  test.for<[string, (socket: Socket) => void]>([
    ['closed', (socket) => socket.destroy()],
    ['reset', (socket) => socket.resetAndDestroy()],
  ])('says that the connection was %s within the answer', async ([, breakOff]) => {
    const url = await serving((request, response) => {
      response.writeHead(200, { 'content-length': 100 })
      response.write('{', () => {
        breakOff(request.socket)
      })
    })
    expect(await jobsOf(url)).toMatchObject(failedWith(`The server at ${url} cannot be reached: ECONNRESET`))
  })

  test('refuses what is no address of a server', async () => {
    for (const url of ['localhost:5100', 'https://user:secret@localhost', 'http://localhost/?a=b']) {
      const { code, stderr } = await jobsOf(url)
      expect([code, stderr]).toEqual([2, expect.stringContaining('--endpoint-url must be a URL such as https://')])
    }
  })
})

describe.runIf(canIssueCertificates)('a command that asks a server with a certificate of its own', () => {
  let files: TemporaryFolder
  beforeAll(async () => {
    files = await temporaryFolder()
  })
  afterAll(() => files.remove())

  test('trusts those of AWS_CA_BUNDLE, and uses the files of AWS', async () => {
    const data = join(files.path, 'data')
    const authority = await openAuthority(files.path)
    const { chain, key } = await authority.issue('server')
    const { process, announcement } = await serveFolder(data, ['--tls-cert', chain, '--tls-key', key])
    onTestFinished(async () => {
      await process.end()
    })
    const inFiles = { AWS_SHARED_CREDENTIALS_FILE: join(data, 'credentials'), AWS_PROFILE: 'ecrd' }
    const trusting = { ...inFiles, AWS_CA_BUNDLE: join(files.path, 'ca.pem') }
    expect(await jobsOf(announcement.url, trusting)).toMatchObject({ code: 0, stdout: '', stderr: '' })
    expect(await jobsOf(announcement.url, inFiles)).toMatchObject(
      failedWith(`The server at ${announcement.url} cannot be reached: SELF_SIGNED_CERT_IN_CHAIN`),
    )
    const missing = { ...inFiles, AWS_CA_BUNDLE: '/nowhere' }
    expect(await jobsOf(announcement.url, missing)).toMatchObject(
      failedWith('The certificates of AWS_CA_BUNDLE cannot be read from /nowhere.'),
    )
  })
})

/** The address of a server that is no ecrd; or of none, if it is closed at once. */
async function serving(answer: RequestListener, isClosed = false): Promise<string> {
  const server = createServer(answer).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  if (isClosed) await close()
  else onTestFinished(close)
  return `http://127.0.0.1:${port}`
}
