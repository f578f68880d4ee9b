import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findProgram } from './machine.ts'
import { runSuccessfully } from './processes.ts'

/** A private authority, and certificates of it: made by openssl, as its users make them. */
export interface Authority {
  /** What clients are told to trust. */
  readonly certificate: string
  /** Names as openssl writes them; by default those of this machine alone. */
  readonly issue: (name: string, subjectAltName?: string) => Promise<Issued>
}

/** Files in PEM. */
export interface Issued {
  readonly cert: string
  readonly key: string
  /** The certificate and then the authority's own. */
  readonly chain: string
}

export const canIssueCertificates = findProgram('openssl') !== undefined

export async function openAuthority(folder: string): Promise<Authority> {
  const caCert = join(folder, 'ca.pem')
  const caKey = join(folder, 'ca.key')
  const isAuthority = ['-addext', 'keyUsage=critical,keyCertSign,cRLSign']
  await request(['-subj', '/CN=Authority of tests', ...isAuthority, '-keyout', caKey, '-out', caCert])
  const certificate = await readFile(caCert, 'utf8')
  return {
    certificate,
    async issue(name, subjectAltName = 'DNS:localhost,IP:127.0.0.1') {
      const issued = { cert: join(folder, `${name}.pem`), key: join(folder, `${name}.key`) }
      const chain = join(folder, `${name}-chain.pem`)
      const about = ['basicConstraints=critical,CA:FALSE', `subjectAltName=${subjectAltName}`]
      await request([
        ...['-CA', caCert, '-CAkey', caKey, '-subj', `/CN=${name}`],
        ...about.flatMap((extension) => ['-addext', extension]),
        ...['-keyout', issued.key, '-out', issued.cert],
      ])
      await writeFile(chain, (await readFile(issued.cert, 'utf8')) + certificate)
      return { ...issued, chain }
    },
  }
}

async function request(args: readonly string[]): Promise<void> {
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  await runSuccessfully('openssl', ['req', '-x509', '-days', '2', ...newKey, ...args])
}
