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
  ])('the access key id %s stands for the default account', (accessKeyId) => {
    expect(accountOf(accessKeyId)).toBe(defaultAccount)
  })

  test('an access key id of 12 digits stands for the account of that id', () => {
    expect(accountOf('000000000000')).toBe('000000000000')
  })

  test.each(['AKIAIOSFODNN7EXAMPLE', 'ASIAQAAAAAAAAAAAAAAA', 'AKIAQAAAAAAAAAAAAAAA'])(
    'the access key id %s, which has the form of AWS’s, is looked up',
    (accessKeyId) => {
      expect(accountOf(accessKeyId)).toBeUndefined()
    },
  )
})

test.each(['test', 'testing', '123456789012'])('without --dev, the access key id %s is looked up', (accessKeyId) => {
  expect(devAccountOf({ isDev: false, defaultAccount }, accessKeyId)).toBeUndefined()
})
