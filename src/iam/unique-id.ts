import type { Ids } from '../platform/ids.ts'

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
const prefixes = { user: 'AIDA', group: 'AGPA', role: 'AROA', policy: 'ANPA', 'instance-profile': 'AIPA' } as const

/** `AIDA` and 17 digits of base32, as random as 85 bits are: never given out twice. */
export function newUniqueId(kind: keyof typeof prefixes, ids: Ids): string {
  return uniqueIdFrom(kind, ids.bytes(17))
}

/** Of these bytes the first 17. */
export function uniqueIdFrom(kind: keyof typeof prefixes, bytes: Uint8Array): string {
  const digits = Array.from(bytes.subarray(0, 17), (byte) => alphabet[byte & 31])
  return `${prefixes[kind]}${digits.join('')}`
}

/** RFC 4648 §6. */
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
