import { createPrivateKey, X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createSecureContext, type SecureContextOptions } from 'node:tls'
import { CannotOpen } from '../database/cannot-open.ts'
import { errorCode } from './error-code.ts'
import { requireOwnKey } from './require-own.ts'
import type { TlsFiles } from './tls-files.ts'

/** What HTTPS is served with: PEM, as openssl and the clients of ACME write it. */
export interface TlsIdentity {
  /** Where it was read. */
  readonly files: TlsFiles
  readonly cert: string
  readonly key: string
  /** All that is in `cert`: the server's own certificate, then those that vouch for it. */
  readonly chain: readonly X509Certificate[]
}

/** Reads both files; throws CannotOpen unless they can be served with. */
export async function readTlsIdentity(files: TlsFiles): Promise<TlsIdentity> {
  await requireOwnKey(files.key)
  const cert = await readPem(files.cert, 'certificate', '--tls-cert')
  const key = await readPem(files.key, 'key', '--tls-key')
  const chain = parseChain(files.cert, cert)
  const isPair = chain[0]?.checkPrivateKey(parseKey(files.key, key)) === true
  if (!isPair) {
    throw new CannotOpen(
      `The key in ${files.key} does not belong to the first certificate in ${files.cert}. Name a pair with --tls-cert and --tls-key.`,
    )
  }
  const identity = { files, cert, key, chain }
  orSay(`The certificate in ${files.cert} can't be served with`, () => createSecureContext(secureContext(identity)))
  return identity
}

/** What node is told. TLS 1.0 and 1.1 are deprecated: https://www.rfc-editor.org/rfc/rfc8996 */
export function secureContext({ cert, key }: TlsIdentity): SecureContextOptions {
  return { cert, key, minVersion: 'TLSv1.2' }
}

async function readPem(path: string, what: string, flag: string): Promise<string> {
  return readFile(path, 'utf8').catch((error: unknown) => {
    throw new CannotOpen(
      errorCode(error) === 'ENOENT'
        ? `The ${what} file ${path} does not exist. Name another with ${flag}.`
        : `The ${what} file ${path} can't be read by this user (${errorCode(error) ?? String(error)}). Correct its permissions, or name another with ${flag}.`,
    )
  })
}

function parseChain(path: string, pem: string): readonly X509Certificate[] {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----/gs)
  if (blocks === null) {
    throw new CannotOpen(
      `${path} holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----. Name another with --tls-cert.`,
    )
  }
  return blocks.map((block) =>
    orSay(`${path} holds a certificate that can't be parsed`, () => new X509Certificate(block)),
  )
}

function parseKey(path: string, pem: string) {
  if (/-----BEGIN ENCRYPTED|^Proc-Type: 4,ENCRYPTED/m.test(pem)) {
    throw new CannotOpen(
      `The key in ${path} is encrypted, and ecrd does not ask for a passphrase. Name an unencrypted key with --tls-key: openssl pkey -in ${path} -out FILE`,
    )
  }
  return orSay(`${path} holds no private key in PEM`, () => createPrivateKey(pem))
}

/** OpenSSL's reason stands behind ours: `error:0480006C:PEM routines::no start line`. */
function orSay<T>(sentence: string, parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^error:[0-9A-F]*:/, '') : String(error)
    throw new CannotOpen(`${sentence} (${reason}). Name another with --tls-cert and --tls-key.`, error)
  }
}
