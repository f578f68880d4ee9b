import type { KeyRing } from '../sealing/key-ring.ts'

/**
 * What comes along with temporary credentials: a sealed box that names them and nothing else. What they may do, and until
 * when, is read from their row at each use.
 */
export function sealSessionToken(keys: KeyRing, accessKeyId: string): string {
  return keys.seal('session-token', '', Buffer.from(accessKeyId)).toString('base64')
}

export function isTokenOf(keys: KeyRing, accessKeyId: string, token: string): boolean {
  if (token.length > maxTokenLength) return false
  return keys.open('session-token', '', Buffer.from(token, 'base64'))?.toString() === accessKeyId
}

const maxTokenLength = 2_048
