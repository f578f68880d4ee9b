import { isIP } from 'node:net'
import type { FastifyRequest } from 'fastify'

/**
 * The address that a request comes from: that of the connection, or, where a trusted proxy made it, the one that X-Forwarded-For
 * has from it. The list is read from the right, for each proxy appends: what stands left of the first address that isn't
 * a trusted proxy's may be invented by the client.
 */
export function sourceIp({ ip, ips }: FastifyRequest): string {
  // A proxy that has no address for its client appends a word, such as `unknown`: then it is the last that we know of.
  const address = ips?.findLast((each) => isIP(each) !== 0) ?? ip
  return withoutMapping(address)
}

/** IPv4 on a socket that listens for both: https://www.rfc-editor.org/rfc/rfc4291#section-2.5.5.2 */
export const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=[0-9.]+$)/i, '')
