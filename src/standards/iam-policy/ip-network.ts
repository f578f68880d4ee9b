import { isIP } from 'node:net'

/** Four bytes or sixteen. */
export type Address = readonly number[]

/** `203.0.113.0/24`, `2001:db8::/32`; an address alone is a network of one. */
export interface Network {
  readonly address: Address
  readonly prefixBits: number
}

/** Undefined for what is none. IPv4 in the clothes of IPv6 (`::ffff:203.0.113.7`) is IPv4: sockets of both kinds report it so. */
export function parseAddress(text: string): Address | undefined {
  const bytes = bytesOf(text)
  return bytes !== undefined && isMapped(bytes) ? bytes.slice(12) : bytes
}

export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  const bytes = bytesOf(slash === -1 ? text : text.slice(0, slash))
  if (bytes === undefined) return undefined
  const prefixBits = slash === -1 ? bytes.length * 8 : parsePrefix(text.slice(slash + 1), bytes.length * 8)
  if (prefixBits === undefined) return undefined
  if (isMapped(bytes) && prefixBits >= 96) return { address: bytes.slice(12), prefixBits: prefixBits - 96 }
  return { address: bytes, prefixBits }
}

/** Bits beyond the prefix don't count, on either side. */
export function isInNetwork(address: Address, network: Network): boolean {
  if (address.length !== network.address.length) return false
  return address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, network.prefixBits - index * 8))
    return (byte ^ (network.address[index] ?? 0)) >> (8 - bits) === 0
  })
}

function parsePrefix(text: string, maxBits: number): number | undefined {
  return /^[0-9]{1,3}$/.test(text) && Number(text) <= maxBits ? Number(text) : undefined
}

function bytesOf(text: string): Address | undefined {
  switch (text.includes('%') ? 0 : isIP(text)) {
    case 4:
      return text.split('.').map(Number)
    case 6:
      return bytesOfIpv6(text)
    default:
      return undefined
  }
}

/** Of a valid address: groups of four digits, `::` for as many zeros as are missing, the end perhaps written as IPv4. */
function bytesOfIpv6(text: string): Address {
  const [left = '', right] = text.split('::')
  const head = groupBytes(left)
  const tail = groupBytes(right ?? '')
  return [...head, ...Array.from({ length: 16 - head.length - tail.length }, () => 0), ...tail]
}

function groupBytes(groups: string): Address {
  if (groups === '') return []
  return groups.split(':').flatMap((group) => {
    if (group.includes('.')) return group.split('.').map(Number)
    const number = parseInt(group, 16)
    return [number >> 8, number & 0xff]
  })
}

function isMapped(bytes: Address): boolean {
  return bytes.length === 16 && bytes.slice(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255
}
