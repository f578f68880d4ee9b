import { createHash } from 'node:crypto'
import { copyFile, readFile, rm, writeFile } from 'node:fs/promises'
import { connect as connectTcp } from 'node:net'
import { join } from 'node:path'
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { once } from 'node:events'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { certificateProblem } from '../../src/cli/certificate-problem.ts'
import { readTlsIdentity } from '../../src/config/tls-identity.ts'
import { type Authority, canIssueCertificates, type Issued, openAuthority } from '../support/certificates.ts'
import { runEcrd, type Serving, serveFolder } from '../support/ecrd-command.ts'
import { temporaryFolder, type TemporaryFolder } from '../support/processes.ts'
import { registryClient } from '../support/registry-client.ts'

describe.runIf(canIssueCertificates)('ecrd serve with a certificate', () => {
  let files: TemporaryFolder
  let data: string
  let authority: Authority
  let issued: Issued
  let serving: Serving
  let port: number
  beforeAll(async () => {
    files = await temporaryFolder()
    data = join(files.path, 'data')
    authority = await openAuthority(files.path)
    issued = await authority.issue('first')
    await copyFile(issued.chain, served().cert)
    await copyFile(issued.key, served().key)
    serving = await serveFolder(data, ['--tls-cert', served().cert, '--tls-key', served().key])
    port = Number(new URL(serving.announcement.url).port)
  })
  afterAll(async () => {
    await serving.process.end()
    await files.remove()
  })

  /** What the server was told: what is in them changes. */
  const served = () => ({ cert: join(files.path, 'served.pem'), key: join(files.path, 'served.key') })

  async function handshake(options: ConnectionOptions = {}): Promise<TLSSocket> {
    const socket = connect({ host: '127.0.0.1', port, ca: authority.certificate, ...options })
    await once(socket, 'secureConnect')
    return socket
  }

  async function fingerprintServed(): Promise<string> {
    const socket = await handshake()
    const { raw } = socket.getPeerCertificate()
    socket.destroy()
    return fingerprint(raw)
  }

  test('uses https in all addresses that it gives out', async () => {
    const url = `https://127.0.0.1:${port}`
    expect(serving.announcement.url).toBe(url)
    const answer = await registryClient(url, { ca: authority.certificate }).request('GET', '/v2/')
    expect(answer.headers['www-authenticate']).toContain(`realm="${url}/"`)
    await serving.process.until('the greeting', () => serving.process.output().includes(`serves ${url} `))
  })

  test('closes the connection that has waited longest when there are too many', async () => {
    const folder = await temporaryFolder()
    const tls = ['--tls-cert', issued.chain, '--tls-key', issued.key]
    const limited = await serveFolder(folder.path, [...tls, '--max-connections', '2'])
    const { url } = limited.announcement
    const at = { port: Number(new URL(url).port) }
    const [longest, other] = [await handshake(at), await handshake(at)]
    const closed = once(longest.resume(), 'close')
    expect((await registryClient(url, { ca: authority.certificate }).request('GET', '/v2/')).status).toBe(401)
    await closed
    expect(other.destroyed).toBe(false)
    other.destroy()
    // Also those that don't even begin the handshake.
    const silent = Array.from({ length: 20 }, () => connectTcp(at.port, '127.0.0.1').on('error', () => undefined))
    await Promise.all(silent.map((socket) => once(socket, 'connect')))
    ;(await handshake(at)).destroy()
    for (const socket of silent) socket.destroy()
    await limited.process.end()
    await folder.remove()
  })

  test('tells AWS’s tools to trust its private authority', async () => {
    const config = await readFile(join(data, 'config'), 'utf8')
    expect(config).toContain(`endpoint_url = https://127.0.0.1:${port}\nca_bundle = ${served().cert}\n`)
    const { stdout } = await runEcrd(['env', '--data', data])
    expect(stdout).toContain(`export AWS_ENDPOINT_URL='https://127.0.0.1:${port}'\n`)
    expect(stdout).toContain(`export AWS_CA_BUNDLE='${served().cert}'\n`)
    const profile = await runEcrd(['env', '--data', data, '--profile', 'ecrd'], { HOME: data })
    expect(profile.stdout).toMatch(/^unset .* AWS_CA_BUNDLE$/m)
    expect(await readFile(join(data, '.aws/config'), 'utf8')).toContain(`\nca_bundle = ${served().cert}\n`)
  })

  test('speaks TLS 1.2 and newer only', async () => {
    const old = { minVersion: 'TLSv1', maxVersion: 'TLSv1.1', ciphers: 'DEFAULT@SECLEVEL=0' } as const
    await expect(handshake(old)).rejects.toMatchObject({ code: 'ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION' })
    const socket = await handshake({ maxVersion: 'TLSv1.2' })
    expect(socket.getProtocol()).toBe('TLSv1.2')
    socket.destroy()
  })

  test('closes a connection that speaks plain HTTP, and goes on serving others', async () => {
    await expect(fetch(`http://127.0.0.1:${port}/v2/`)).rejects.toThrow('fetch failed')
    expect(await fingerprintServed()).toBe(await fingerprintOf(issued.cert))
  })

  test('serves a renewed certificate soon, and keeps open connections', async () => {
    const kept = await handshake()
    const next = await authority.issue('second')
    const logged = (text: string): Promise<unknown> =>
      serving.process.until(text, () => serving.process.output().includes(text))
    // As a client of ACME does it: one file, then the other.
    await copyFile(next.chain, served().cert)
    await logged('does not belong to the first certificate')
    expect(await fingerprintServed()).toBe(await fingerprintOf(issued.cert))
    await copyFile(next.key, served().key)
    await logged('certificate renewed')
    expect(await fingerprintServed()).toBe(await fingerprintOf(next.cert))

    kept.write('GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n')
    const [answer] = (await once(kept, 'data')) as [Buffer]
    expect(answer.toString()).toContain('200 OK')
    kept.destroy()

    await rm(served().key)
    await logged(`The key file ${served().key} does not exist.`)
    expect(await fingerprintServed()).toBe(await fingerprintOf(next.cert))
    await copyFile(next.key, served().key)
  })

  test('stops without waiting for a connection that says nothing', async () => {
    await using other = await temporaryFolder()
    const { process, announcement } = await serveFolder(other.path, [
      '--tls-cert',
      issued.cert,
      '--tls-key',
      issued.key,
    ])
    const silent = connectTcp(Number(new URL(announcement.url).port), '127.0.0.1')
    await once(silent, 'connect')
    silent.on('error', () => undefined)
    expect(await process.end()).toEqual({ code: 0, signal: null })
    silent.destroy()
  })

  describe('its notices at the start', () => {
    async function said(certificate: Issued, ...args: string[]): Promise<Serving & { readonly config: string }> {
      await using folder = await temporaryFolder()
      const started = await serveFolder(folder.path, [
        '--tls-cert',
        certificate.cert,
        '--tls-key',
        certificate.key,
        ...args,
      ])
      // Told before the names, which come last.
      await started.process.until('the hint on names', () => started.process.output().includes('does not resolve'))
      await started.process.end()
      return { ...started, config: await readFile(join(folder.path, 'config'), 'utf8') }
    }
    const unresolved = ['--registry-host', 'registry.invalid']

    test('leave an authority that is not in the certificate’s file to clients', async () => {
      const { config } = await said(await authority.issue('leaf'), ...unresolved)
      expect(config).not.toContain('ca_bundle')
    })

    test('name localhost where the certificate does not have the address', async () => {
      const certificate = await authority.issue('localhost', 'DNS:localhost,DNS:registry.invalid')
      const { announcement, process } = await said(certificate, ...unresolved)
      expect(announcement.url).toMatch(/^https:\/\/localhost:[0-9]+$/)
      expect(process.output()).not.toContain('The certificate')
    })

    test('name a certificate that is for other names, and those names', async () => {
      const certificate = await authority.issue('other', 'DNS:*.example.org')
      const { process } = await said(certificate, ...unresolved)
      expect(process.output()).toContain(
        `The certificate in ${certificate.cert} does not have the name 127.0.0.1 or registry.invalid: clients that use it refuse the connection. The certificate has DNS:*.example.org.\n`,
      )
    })

    test('name a certificate that is out of date, and its date', async () => {
      const identity = await readTlsIdentity(issued)
      const said = (nowMs: number) => certificateProblem(identity, ['localhost'], nowMs)
      const dayMs = 24 * 60 * 60 * 1000
      expect(said(Date.now())).toBeUndefined()
      expect(said(Date.now() + 3 * dayMs)).toMatch(
        /^The certificate in .+first.pem was valid until .+: clients refuse it\.$/,
      )
      expect(said(Date.now() - dayMs)).toMatch(
        /^The certificate in .+first.pem is not valid before .+: clients refuse it\.$/,
      )
    })
  })

  test('refuses to start with files that it can’t serve with', async () => {
    const refusal = async (cert: string, key: string): Promise<string> => {
      const { code, stderr } = await runEcrd([
        'serve',
        '--port',
        '0',
        '--data',
        join(files.path, 'x'),
        '--tls-cert',
        cert,
        '--tls-key',
        key,
      ])
      expect([code, stderr.split('\n').length]).toEqual([1, 2])
      return stderr
    }
    const garbage = join(files.path, 'garbage')
    const damaged = join(files.path, 'damaged')
    await writeFile(garbage, 'no PEM\n')
    await writeFile(damaged, '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n')
    const { cert, key } = issued
    const other = await authority.issue('another')
    const missing = join(files.path, 'missing')
    expect(await refusal(missing, key)).toBe(
      `ecrd: The certificate file ${missing} does not exist. Name another with --tls-cert.\n`,
    )
    expect(await refusal(cert, files.path)).toBe(
      `ecrd: The key file ${files.path} can't be read by this user (EISDIR). Correct its permissions, or name another with --tls-key.\n`,
    )
    expect(await refusal(garbage, key)).toBe(
      `ecrd: ${garbage} holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----. Name another with --tls-cert.\n`,
    )
    expect(await refusal(damaged, key)).toMatch(/ holds a certificate that can't be parsed \(.+\)\. Name another/)
    expect(await refusal(cert, garbage)).toMatch(/ holds no private key in PEM \(.+\)\. Name another/)
    expect(await refusal(cert, cert)).toMatch(/ holds no private key in PEM \(.+\)\. Name another/)
    expect(await refusal(cert, other.key)).toBe(
      `ecrd: The key in ${other.key} does not belong to the first certificate in ${cert}. Name a pair with --tls-cert and --tls-key.\n`,
    )
  })
})

test.each([
  ['--tls-cert', '--tls-cert needs --tls-key, the private key of the certificate.'],
  ['--tls-key', '--tls-key needs --tls-cert, the certificate of the key.'],
])('ecrd serve refuses %s alone', async (flag, sentence) => {
  // A folder that nobody can make, root neither.
  const { code, stderr } = await runEcrd(['serve', '--port', '0', '--data', '/dev/null/data', flag, '/dev/null/file'])
  expect([code, stderr]).toEqual([2, `ecrd: ${sentence}\necrd: See ecrd --help.\n`])
})

const fingerprint = (der: Uint8Array): string => createHash('sha256').update(der).digest('hex')

async function fingerprintOf(pem: string): Promise<string> {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----(.*?)-----END/s.exec(await readFile(pem, 'utf8')) ?? []
  return fingerprint(Buffer.from(base64, 'base64'))
}
