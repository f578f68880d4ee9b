import { describe, expect, test } from 'vitest'
import { devAccountOf } from './dev-credentials.ts'

const defaultAccount = '123456789012'

describe('with --dev', () => {
  const accountOf = (accessKeyId: string) => devAccountOf({ isDev: true, defaultAccount }, accessKeyId)

  test.each([
    'test',
    'testing',
    'FOOBARKEY',
    'foobar_key',
    'Test',
    '12345678901',
    '1234567890123',
    'AKIA',
    'akiaiosfodnn7example',
  ])('%s is the default account', (accessKeyId) => {
    expect(accountOf(accessKeyId)).toBe(defaultAccount)
  })

  test('12 digits are that account', () => {
    expect(accountOf('000000000000')).toBe('000000000000')
  })

  test.each(['AKIAIOSFODNN7EXAMPLE', 'ASIAQAAAAAAAAAAAAAAA', 'AKIAQAAAAAAAAAAAAAAA'])(
    '%s, which has the form of AWS’s, is looked up',
    (accessKeyId) => {
      expect(accountOf(accessKeyId)).toBeUndefined()
    },
  )
})

test.each(['test', 'testing', '123456789012'])('without it, %s is a key like any other', (accessKeyId) => {
  expect(devAccountOf({ isDev: false, defaultAccount }, accessKeyId)).toBeUndefined()
})
