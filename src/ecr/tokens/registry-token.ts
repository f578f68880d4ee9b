import type { KeyRing } from '../../sealing/key-ring.ts'

/**
 * The token that docker sends: `Basic base64("AWS:" + password)`. The password has the decoded form of ECR's:
 *
 *     base64({"payload":"…","datakey":"…","version":"2","type":"DATA_KEY","expiration":1757147299})
 *
 * `payload` is the sealed box, `datakey` names the master key that sealed it, `expiration` is for clients that look
 * (seconds); what counts is inside the box. It names a principal by its access key and nothing else: which registry it
 * may be used on, and for what, is decided at each use.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/registry_auth.html
 */
export interface RegistryToken {
  readonly accessKeyId: string
  readonly expiresAt: number
}

/** https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_GetAuthorizationToken.html */
export const tokenLifetimeMs = 12 * 60 * 60 * 1000

/** Longer ones don't fit where docker keeps them on Windows, and are none of ours. */
export const maxPasswordLength = 2_500

export function sealToken(keys: KeyRing, token: RegistryToken): string {
  const payload = keys.seal('registry-token', '', Buffer.from(JSON.stringify(token))).toString('base64')
  const password = {
    payload,
    datakey: Buffer.from(keys.keyId).toString('base64'),
    version: '2',
    type: 'DATA_KEY',
    expiration: Math.floor(token.expiresAt / 1000),
  }
  return Buffer.from(JSON.stringify(password)).toString('base64')
}

/** Undefined for a password that isn't ours. One that has expired is returned: the caller decides by the clock. */
export function openToken(keys: KeyRing, password: string): RegistryToken | undefined {
  if (password.length > maxPasswordLength) return undefined
  const payload = payloadOf(password)
  if (payload === undefined) return undefined
  const plain = keys.open('registry-token', '', Buffer.from(payload, 'base64'))
  return plain === undefined ? undefined : (JSON.parse(plain.toString()) as RegistryToken)
}

function payloadOf(password: string): string | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(password, 'base64').toString())
    if (typeof value !== 'object' || value === null || !('payload' in value)) return undefined
    return typeof value.payload === 'string' ? value.payload : undefined
  } catch {
    return undefined
  }
}
