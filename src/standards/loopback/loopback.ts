import { isIP } from 'node:net'

/** An address of the machine itself: RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3. */
export function isLoopbackAddress(address: string): boolean {
  return isIP(address) === 4 ? address.startsWith('127.') : address === '::1'
}

/**
 * A host, as URLs write it, that can't lead to another machine. Of names these are `localhost` and all below it: browsers
 * ask no DNS for them (RFC 6761 section 6.3), so that no DNS server can let them lead elsewhere first and here later.
 */
export function isLoopbackHost(host: string): boolean {
  return isLoopbackAddress(host) || host === '[::1]' || host === 'localhost' || host.endsWith('.localhost')
}
