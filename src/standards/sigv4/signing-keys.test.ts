import { describe, expect, test } from 'vitest'
import { type SigningScope, signingKeys } from './signing-keys.ts'

const secret = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const scope: SigningScope = { date: '20150830', region: 'us-east-1', service: 'iam' }

describe('signing keys', () => {
  test('are the same as in AWS’s example', () => {
    expect(signingKeys().signingKey(secret, scope).export().toString('hex')).toBe(
      'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
    )
  })

  test('differ when the secret or a part of the scope differs', () => {
    const keys = signingKeys()
    const derived = [
      keys.signingKey(secret, scope),
      keys.signingKey('another', scope),
      keys.signingKey(secret, { ...scope, date: '20150831' }),
      keys.signingKey(secret, { ...scope, region: 'us-east-2' }),
      keys.signingKey(secret, { ...scope, service: 'sts' }),
    ]
    expect(new Set(derived.map((key) => key.export().toString('hex'))).size).toBe(derived.length)
  })

  test('are derived once and kept while they are used', () => {
    const keys = signingKeys(2)
    const first = keys.signingKey('1', scope)
    const second = keys.signingKey('2', scope)
    expect(keys.signingKey('1', scope)).toBe(first)
    keys.signingKey('3', scope)
    expect(keys.signingKey('1', scope)).toBe(first)
    const again = keys.signingKey('2', scope)
    expect(again).not.toBe(second)
    expect(again.equals(second)).toBe(true)
  })
})
