import { isIPv6 } from 'node:net'

/** In words of 32 bits: one for IPv4, four for IPv6. */
export type Address = readonly number[]

/** `203.0.113.0/24`, `2001:db8::/32`; an address alone is a network of one. */
export interface Network {
  readonly address: Address
  readonly prefixBits: number
}

/** Undefined for what is none. IPv4 in the clothes of IPv6 (`::ffff:203.0.113.7`) is IPv4: sockets of both kinds report it so. */
export function parseAddress(text: string): Address | undefined {
  const words = wordsOf(text)
  return words !== undefined && isMapped(words) ? words.slice(3) : words
}

export function parseNetwork(text: string): Network | undefined {
  const slash = text.indexOf('/')
  const words = wordsOf(slash === -1 ? text : text.slice(0, slash))
  if (words === undefined) return undefined
  const prefixBits = slash === -1 ? words.length * 32 : parsePrefix(text.slice(slash + 1), words.length * 32)
  if (prefixBits === undefined) return undefined
  if (isMapped(words) && prefixBits >= 96) return { address: words.slice(3), prefixBits: prefixBits - 96 }
  return { address: words, prefixBits }
}

/** Bits beyond the prefix don't count, on either side. */
export function isInNetwork(address: Address, { address: network, prefixBits }: Network): boolean {
  if (address.length !== network.length) return false
  for (let index = 0, bits = prefixBits; bits > 0; index += 1, bits -= 32) {
    const differing = (address[index] ?? 0) ^ (network[index] ?? 0)
    // Shifting by 32 shifts by nothing.
    if (differing >>> (32 - Math.min(32, bits)) !== 0) return false
  }
  return true
}

function parsePrefix(text: string, maxBits: number): number | undefined {
  return /^(0|[1-9][0-9]{0,2})$/.test(text) && Number(text) <= maxBits ? Number(text) : undefined
}

function wordsOf(text: string): Address | undefined {
  if (!text.includes(':')) return wordsOfIpv4(text)
  // What comes after `%` names an interface of one machine.
  return isIPv6(text) && !text.includes('%') ? wordsOfIpv6(text) : undefined
}

/** Four decimal numbers; leading zeros, which some programs take for octal numbers, are refused. */
function wordsOfIpv4(text: string): Address | undefined {
  const match = /^([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})\.([0-9]{1,3})$/.exec(text)
  if (match === null) return undefined
  let word = 0
  for (const digits of match.slice(1)) {
    const byte = Number(digits)
    if (byte > 255 || (digits.length > 1 && digits.startsWith('0'))) return undefined
    word = (word << 8) | byte
  }
  return [word]
}

/** Of a valid address: groups of 16 bits, `::` for as many zeros as are missing, the end perhaps written as IPv4. */
function wordsOfIpv6(text: string): Address {
  const [left = '', right = ''] = text.split('::')
  const head = groupsOf(left)
  const tail = groupsOf(right)
  const groups = [...head, ...Array.from({ length: 8 - head.length - tail.length }, () => 0), ...tail]
  return [0, 2, 4, 6].map((at) => ((groups[at] ?? 0) << 16) | (groups[at + 1] ?? 0))
}

function groupsOf(text: string): readonly number[] {
  if (text === '') return []
  return text.split(':').flatMap((group) => {
    const [word = 0] = wordsOfIpv4(group) ?? []
    return group.includes('.') ? [word >>> 16, word & 0xffff] : [parseInt(group, 16)]
  })
}

function isMapped(words: Address): boolean {
  return words.length === 4 && words[0] === 0 && words[1] === 0 && words[2] === 0xffff
}
