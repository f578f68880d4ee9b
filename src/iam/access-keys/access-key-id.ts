import type { Ids } from '../../platform/ids.ts'

/**
 * An access key id says whose it is, as AWS's do:
 *
 *     AKIA  ┌───┬────────────┬────────────┐  80 bits as 16 base32 digits (RFC 4648, A–Z 2–7)
 *           │ 1 │ account 40 │ random 39  │
 *           └───┴────────────┴────────────┘
 *
 * 12 digits fit into 40 bits, and `sts:GetAccessKeyInfo` is answered by such arithmetic too. AKIA are keys that last, ASIA
 * temporary credentials.
 */
export function newAccessKeyId(account: string, ids: Ids, prefix: 'AKIA' | 'ASIA' = 'AKIA'): string {
  const random = BigInt(`0x${ids.bytes(5).toString('hex')}`) & ((1n << randomBits) - 1n)
  let bits = (1n << (accountBits + randomBits)) | (BigInt(account) << randomBits) | random
  let digits = ''
  for (let i = 0; i < 16; i++) {
    digits = (alphabet[Number(bits & 31n)] ?? '') + digits
    bits >>= 5n
  }
  return `${prefix}${digits}`
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
const accountBits = 40n
const randomBits = 39n

/** 40 characters of AWS's alphabet: 30 random bytes in base64. */
export function newSecretAccessKey(ids: Ids): string {
  return ids.bytes(30).toString('base64')
}

/** The account that the key has, or would have if it exists. Undefined if the text is no id. */
export function accountOfAccessKey(id: string): string | undefined {
  const [, digits] = /^(?:AKIA|ASIA)([A-Z2-7]{16})$/.exec(id) ?? []
  if (digits === undefined) return undefined
  const bits = Array.from(digits).reduce((sum, digit) => (sum << 5n) | BigInt(alphabet.indexOf(digit)), 0n)
  const account = (bits >> randomBits) - (1n << accountBits)
  return account >= 0n && account < 10n ** 12n ? String(account).padStart(12, '0') : undefined
}
