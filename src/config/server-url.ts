import { namesInCertificate } from './certificate-names.ts'
import type { TlsIdentity } from './tls-identity.ts'

/** The address at which this machine's own clients reach a server: an unspecified one is listened on, never called. */
export function reachableAddress(host: string): string {
  return host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host
}

/**
 * How this machine's own clients reach the server. With TLS it is by a name that the certificate has: where that isn't the
 * address, `localhost` may be.
 */
export function serverUrl(host: string, listeningPort: number, tls?: TlsIdentity): string {
  const address = reachableAddress(host)
  const bracketed = address.includes(':') ? `[${address}]` : address
  if (tls === undefined) return `http://${bracketed}:${listeningPort}`
  const names = ['127.0.0.1', '::1'].includes(address) ? [address, 'localhost'] : [address]
  const isLocalhost = namesInCertificate(tls, names)[0] === 'localhost'
  return `https://${isLocalhost ? 'localhost' : bracketed}:${listeningPort}`
}
