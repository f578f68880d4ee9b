import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomIds as ids } from '../../platform/ids.ts'
import { accountOfAccessKey, newAccessKeyId, newSecretAccessKey } from './access-key-id.ts'

const zeros = { uuid: () => '', bytes: (count: number) => Buffer.alloc(count) }

test('an access key id is AKIA or ASIA and 16 base32 digits', () => {
  expect(newAccessKeyId('123456789012', ids)).toMatch(/^AKIA[A-Z2-7]{16}$/)
  expect(newAccessKeyId('000000000000', zeros)).toBe('AKIAQAAAAAAAAAAAAAAA')
  expect(newAccessKeyId('000000000000', zeros, 'ASIA')).toBe('ASIAQAAAAAAAAAAAAAAA')
})

test('new access key ids differ from each other', () => {
  expect(new Set(Array.from({ length: 100 }, () => newAccessKeyId('123456789012', ids))).size).toBe(100)
})

test('an access key id encodes its account in the way of AWS’s own ids', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[0-9]{12}$/), (account) => {
      expect(accountOf(newAccessKeyId(account, ids))).toBe(account)
      expect(accountOfAccessKey(newAccessKeyId(account, ids, 'ASIA'))).toBe(account)
    }),
  )
})

test.each(['AKIAIOSFODNN7EXAMPLE', 'AKIAAAAAAAAAAAAAAAAA', 'AKIA7777777777777777', 'AIDAQAAAAAAAAAAAAAAA', ''])(
  'the access key id %j encodes no account',
  (id) => {
    expect(accountOfAccessKey(id)).toBeUndefined()
  },
)

test('a secret access key has 40 characters of AWS’s alphabet', () => {
  expect(newSecretAccessKey(ids)).toMatch(/^[A-Za-z0-9+/]{40}$/)
})

/** The arithmetic that tools apply to AWS's ids: the first 48 of 80 bits, without the top one and the last seven. */
function accountOf(id: string): string {
  let bits = 0n
  for (const digit of id.slice(4)) bits = (bits << 5n) | BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(digit))
  return (((bits >> 32n) & 0x7fffffffff80n) >> 7n).toString().padStart(12, '0')
}
